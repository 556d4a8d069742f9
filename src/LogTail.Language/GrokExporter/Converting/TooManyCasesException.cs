namespace LogTail.Language.GrokExporter.Converting;

/// <summary>The conditions of a metric's templates have more cases together than a program can list.</summary>
internal sealed class TooManyCasesException() : NotConvertibleException(
    "Its templates have too many cases together.", "Split the metric, or let the expression capture what the conditions look for.");
