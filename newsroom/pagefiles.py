"""How styles and scripts are kept for serving: under names with a hash of what they hold."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage as HashedFiles

#: What Django rewrites in scripts where it is asked to; here in ours alone: a package's script
#: names modules in its comments that it does not ship.
_, IMPORTS = HashedFiles._js_module_import_aggregation_patterns


class HashedPageFiles(HashedFiles):
    """Hashes the names in our scripts' imports, too: a module that a page loads and another module
    imports is one module, not two that both listen."""

    patterns = (*HashedFiles.patterns, ("js/*.js", IMPORTS))
