"""Bytes into text."""

from pipeline.decoding import decode


def test_quotation_marks_of_windows_among_utf8_are_read():
    assert decode("Café ".encode() + b"\x93opened\x94")[0] == "Café “opened”"
