"""What a workspace holds: frozen, typed entities whose fields say what they mean."""
