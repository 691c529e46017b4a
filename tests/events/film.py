"""What a door's camera sees."""

from pathlib import Path

import segno


def film(code: str, path: Path, width: int = 640, height: int = 480) -> Path:
    """What a camera sees that looks at a QR code: ten frames of it, as YUV4MPEG2."""
    modules = [list(row) for row in segno.make_qr(code, error="m").matrix_iter(scale=6, border=4)]
    top, left = (height - len(modules)) // 2, (width - len(modules)) // 2
    light = bytearray([200]) * (width * height)
    for y, row in enumerate(modules):
        start = (top + y) * width + left
        light[start : start + len(row)] = bytes(20 if dark else 235 for dark in row)
    frame = b"FRAME\n" + bytes(light) + b"\x80" * (width * height // 2)
    path.write_bytes(f"YUV4MPEG2 W{width} H{height} F10:1 Ip A1:1 C420jpeg\n".encode() + frame * 10)
    return path
