namespace LogTail.Configuration;

/// <summary>Lines that come by HTTP (spec/grok.md §6.3).</summary>
public sealed record WebhookOptions
{
    /// <summary>Where to; one that ends in a slash stands for everything below it.</summary>
    public string Path { get; init; } = "/webhook";

    /// <summary>What a body looks like.</summary>
    public WebhookFormat Format { get; init; }

    /// <summary>Where the line is in a JSON object: <c>.message</c>, <c>.a.b</c>, <c>.list[1]</c>.</summary>
    public string JsonSelector { get; init; } = ".message";

    /// <summary>What is between two entries of a body of <see cref="WebhookFormat.TextBulk"/>; not empty.</summary>
    public string TextBulkSeparator { get; init; } = "\n\n";
}

/// <summary>What a body looks like.</summary>
public enum WebhookFormat
{
    /// <summary>It is one line, whatever is in it.</summary>
    TextSingle,

    /// <summary>Lines with separators between them.</summary>
    TextBulk,

    /// <summary>One object.</summary>
    JsonSingle,

    /// <summary>An array of objects.</summary>
    JsonBulk,

    /// <summary>An object per line.</summary>
    JsonLines,
}
