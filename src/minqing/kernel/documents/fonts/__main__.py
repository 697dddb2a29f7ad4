"""``python -m minqing.kernel.documents.fonts [directory]`` fetches fonts; never fails a set-up."""

import os
import sys
from pathlib import Path

from minqing.kernel.documents.fonts.fetching import fetch


def main() -> None:
    """Fetch into the directory named, or into ``$MINQING_VAR/fonts``, or into ``var/fonts``."""
    var = Path(os.environ.get("MINQING_VAR", "var"))
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else var / "fonts"

    def say(words: str) -> None:
        sys.stdout.write(f"{words}\n")
        sys.stdout.flush()

    if fetch(target, say):
        say(f"公文字体已就绪：{target}")
    else:
        say("没有取得仿宋等公文字体，文书将使用本机已有的中文字体；以后可再运行 minqing fetch_fonts。")


if __name__ == "__main__":
    main()
