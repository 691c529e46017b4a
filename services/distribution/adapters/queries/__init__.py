"""SQL that fills the views, a module for each aggregate; never loads one."""
