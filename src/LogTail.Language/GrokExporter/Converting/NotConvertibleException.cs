namespace LogTail.Language.GrokExporter.Converting;

/// <summary>A metric that the language cannot say. Thrown and caught inside of this folder.</summary>
internal sealed class NotConvertibleException(string message) : Exception(message);
