"""Before and after the engine: previews, search, exports, copies to take along."""
