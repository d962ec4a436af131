"""Takes the user's own raw pages; gives where the records' anchors stand in them. Nothing here alters a record."""
