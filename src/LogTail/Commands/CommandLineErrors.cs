using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;

namespace LogTail.Commands;

/// <summary>What is wrong with a command line, in words that name the option.</summary>
internal static class CommandLineErrors
{
    /// <returns>One message each; empty when nothing is wrong.</returns>
    public static ImmutableArray<string> Of(ParseResult parsed)
    {
        // The parser takes whatever follows an option for its value; what it says of the rest is beside the point then.
        var missing = MissingValues(parsed.CommandResult).ToImmutableArray();
        return missing.IsEmpty ? [.. parsed.Errors.Select(TextOf)] : missing;
    }

    /// <summary>The words that lead to a command, with a space behind each: <c>state reset </c>.</summary>
    public static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent ? PathOf(parent) + command.Command.Name + " " : "";

    private static IEnumerable<string> MissingValues(CommandResult command)
    {
        var names = command.Command.Options.SelectMany(option => option.Aliases.Prepend(option.Name)).ToHashSet(StringComparer.Ordinal);
        foreach (var option in command.Children.OfType<OptionResult>())
        {
            if (option.Tokens.FirstOrDefault(token => names.Contains(token.Value)) is { } next)
            {
                yield return $"{option.Option.Name}: its value is missing before {next.Value}";
            }
        }
    }

    private static string TextOf(ParseError error) =>
        error.SymbolResult is OptionResult { Option.Name: var name } && !error.Message.Contains(name, StringComparison.Ordinal)
            ? $"{name}: {error.Message}"
            : error.Message;
}
