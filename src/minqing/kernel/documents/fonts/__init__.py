"""Chinese fonts for papers (字体); ``python -m minqing.kernel.documents.fonts`` fetches them."""
