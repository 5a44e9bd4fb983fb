"""The story that Yearlight must serve, lived through by several people at once in real browsers."""
