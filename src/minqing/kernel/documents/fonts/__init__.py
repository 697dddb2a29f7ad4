"""Finds or fetches Chinese fonts (字体) for papers; ``python -m minqing.kernel.documents.fonts`` fetches them."""
