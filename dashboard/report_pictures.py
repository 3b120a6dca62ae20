"""The script by which a file that stands alone saves its charts: one as PNG or SVG, or all of them as both in one ZIP, without a network.

Charts are drawn in the reader's own browser, so neither the report nor the package needs one where they are made.
"""

SCRIPT = """
const picture = ({ data, layout, picture }) => ({ data: structuredClone(data), layout:
  { ...dressed(layout, { ink: "#1c2733", grid: "#e3e8ed" }), ...picture, paper_bgcolor: "#ffffff", plot_bgcolor: "#ffffff" } })
const shape = ({ picture }, format) =>
  ({ format, width: picture.width, height: picture.height, scale: format === "png" ? 2 : 1 })
for (const button of document.querySelectorAll("button[data-as]")) {
  const format = button.dataset.as
  button.title = "Save this chart as " + format.toUpperCase()
  button.addEventListener("click", () => {
    const figure = figures[button.parentElement.dataset.n]
    Plotly.downloadImage(picture(figure), { ...shape(figure, format), filename: figure.file })
  })
}

const checks = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1
  return n
})
const check = (bytes) => {
  let sum = 0xffffffff
  for (const byte of bytes) sum = checks[(sum ^ byte) & 255] ^ (sum >>> 8)
  return (sum ^ 0xffffffff) >>> 0
}
const numbers = (...pairs) => {
  const view = new DataView(new ArrayBuffer(pairs.reduce((sum, [size]) => sum + size, 0)))
  let at = 0
  for (const [size, value] of pairs) {
    size === 2 ? view.setUint16(at, value, true) : view.setUint32(at, value, true)
    at += size
  }
  return new Uint8Array(view.buffer)
}
// Pictures are packed already, so files are stored as they are: name, bytes; 33 is the first day that a ZIP knows.
const zipped = (files) => {
  const parts = [], entries = []
  let at = 0, size = 0
  for (const [name, bytes] of files) {
    const said = new TextEncoder().encode(name)
    const sizes = [[4, bytes.length], [4, bytes.length], [2, said.length], [2, 0]]
    const facts = [[2, 20], [2, 0x800], [2, 0], [2, 0], [2, 33], [4, check(bytes)], ...sizes]
    parts.push(numbers([4, 0x04034b50], ...facts), said, bytes)
    entries.push(numbers([4, 0x02014b50], [2, 20], ...facts, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]), said)
    at += 30 + said.length + bytes.length
    size += 46 + said.length
  }
  const end = numbers([4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, at], [2, 0])
  return new Blob([...parts, ...entries, end], { type: "application/zip" })
}
const drawn = async (figure, format) => {
  const content = await Plotly.toImage(picture(figure), { ...shape(figure, format), imageDataOnly: true })
  return format === "svg" ? new TextEncoder().encode(content) : Uint8Array.from(atob(content), (c) => c.charCodeAt(0))
}
const all = document.getElementById("pictures")
if (all) all.addEventListener("click", async () => {
  const status = all.nextElementSibling
  const files = [], failed = []
  all.disabled = true
  for (const [place, figure] of figures.entries()) {
    status.textContent = `${place + 1} of ${figures.length} charts …`
    for (const format of ["svg", "png"]) {
      try { files.push([`${figure.file}.${format}`, await drawn(figure, format)]) }
      catch { failed.push(`${figure.file}.${format}`) }
    }
  }
  const link = document.createElement("a")
  link.href = URL.createObjectURL(zipped(files))
  link.download = all.dataset.name + ".zip"
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60000)
  all.disabled = false
  status.textContent = `${files.length} pictures of ${figures.length} charts.`
    + (failed.length ? ` Not drawn by this browser: ${failed.join(", ")}.` : "")
})
"""


def button(n: int, name: str) -> str:
    """The button that saves all charts, as safe HTML; empty where there is none.

    Args:
        n: number of charts.
        name: of the file without suffix; letters, digits, hyphens and underscores.
    """
    if not n:
        return ""
    return (
        f'<button type="button" id="pictures" data-name="{name}">Save all pictures</button> '
        f'<span class="note" role="status">Every chart ({n:,}) as SVG and PNG, in one ZIP, drawn by your browser.</span>'
    )
