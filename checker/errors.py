"""The errors a user can cause or meet, each carried by one clear Chinese line."""


def unreadable(error: OSError) -> str:
    """Return in Chinese why a file that the settings name cannot be read."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "没有这个文件"
    if isinstance(error, PermissionError):
        return "没有权限读取"
    return "这是文件夹，不是文件" if isinstance(error, IsADirectoryError) else f"无法读取（{error.strerror}）"


class CheckerError(Exception):
    """Base of every error that is reported as one line on standard error."""


class UsageError(CheckerError):
    """A wrong option, configuration key, rule name or data file (exit code 2)."""


class ModelError(CheckerError):
    """A model folder that is missing, damaged or of another version (exit code 2)."""


class ReadError(CheckerError):
    """A file that cannot be read as a report (exit code 3, other files go on)."""
