using System.CommandLine;

namespace LogTail.Commands;

/// <summary>What several commands are told of grok patterns.</summary>
internal static class PatternOptions
{
    /// <summary>The user's pattern files.</summary>
    public static readonly Option<string[]> Files = new("--patterns")
    {
        Description = "Grok pattern files, or folders of them, beside the shipped patterns, which they override by name; may be given several times.",
        HelpName = "DIR|FILE",
    };

    /// <summary>Which of the shipped sets.</summary>
    public static readonly Option<bool> Ecs = new("--ecs")
    {
        Description = "The shipped patterns capture under the names of the Elastic Common Schema: [http][request][method], in programs "
            + "$http_request_method, instead of verb.",
    };
}
