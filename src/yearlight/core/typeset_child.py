"""The process that sets paper: limits itself, reads a folder, writes a PDF to its output, and ends."""

import resource
import sys

#: In bytes and seconds; a book of two hundred pages took 615 MB.
_MEMORY, _PROCESSOR = 2_000_000_000, 60


def main(root: str, typefaces: str, *, is_tagged: bool) -> None:
    """Set ``main.typ`` of a folder."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_PROCESSOR, _PROCESSOR))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # It writes no file: its output is a pipe.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    import typst  # noqa: PLC0415 - with the limits in place

    made = typst.compile(
        f"{root}/main.typ",
        root=root,
        font_paths=[typefaces],
        ignore_system_fonts=True,
        pdf_standards=["ua-1"] if is_tagged else [],
    )
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], is_tagged=sys.argv[3:] == ["tagged"])
