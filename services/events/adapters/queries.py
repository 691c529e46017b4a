"""SQL that fills the views: none yet."""
