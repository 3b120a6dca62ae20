"""How to cite a data set and a view of it: what, which version, built when, with which filters, where."""

from dashboard import theme
from dashboard.data import View


def citation(tables: View, address: str = "") -> str:
    """A line that says which data were looked at and how, for a footnote.

    Args:
        tables: the view.
        address: of the view, without the machine's own name; empty where there is none.
    """
    made_by = tables.manifest.get("versions", {}).get("newsparallax", "")
    inputs = tables.manifest.get("inputs", {})
    digest = str(inputs.get("list_sha256", inputs.get("sha256", "")))[:12] if isinstance(inputs, dict) else ""
    n_files = inputs.get("files") if isinstance(inputs, dict) else None
    files = f"{theme.counted(n_files, 'file')}, input {digest}" if isinstance(n_files, int) and digest else ""
    said = [
        f"Parallax {made_by}".strip() + f", data set “{tables.name}”, version {tables.version}",
        f"built {tables.built_on}" if tables.built_on else "",
        f"from {files}" if files else "",
        f"shown: {tables.filters}" if tables.filters else "shown: everything",
        f"view {address}" if address else "",
    ]
    return "; ".join(part for part in said if part) + "."
