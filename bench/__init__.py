"""Measurements that print figures. Nothing here decides whether a test passes."""
