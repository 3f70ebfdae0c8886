"""What every page needs and no slice owns: guard, headers, language, limits, assets, error pages."""
