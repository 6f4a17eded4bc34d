"""Writers turn a Document and a Theme into the bytes of one format; they know no model and no template."""
