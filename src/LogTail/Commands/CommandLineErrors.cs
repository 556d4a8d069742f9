using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace LogTail.Commands;

/// <summary>What is wrong with a command line, in words that name the option.</summary>
internal static partial class CommandLineErrors
{
    /// <returns>One message each; empty when nothing is wrong.</returns>
    public static ImmutableArray<string> Of(ParseResult parsed)
    {
        // The parser takes whatever follows an option for its value; what it says of the rest is beside the point then.
        var missing = MissingValues(parsed.CommandResult).ToImmutableArray();
        ImmutableArray<string> certain = [.. missing, .. UnknownOptions(parsed)];
        return certain.IsEmpty ? [.. parsed.Errors.Select(TextOf)] : certain;
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

    // What looks like an option and is none is taken for an argument, where there is room for one.
    private static IEnumerable<string> UnknownOptions(ParseResult parsed)
    {
        var words = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).Select(token => token.Value).ToHashSet(StringComparer.Ordinal);
        return parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .Where(token => words.Contains(token.Value) && OptionForm().IsMatch(token.Value))
            .Select(token => $"There is no option `{token.Value}`; what is none stands behind `--`.");
    }

    [GeneratedRegex(@"\A--?[A-Za-z][A-Za-z0-9-]*(?:=.*)?\z", RegexOptions.Singleline)]
    private static partial Regex OptionForm();

    private static string TextOf(ParseError error) =>
        error.SymbolResult is OptionResult { Option.Name: var name } && !error.Message.Contains(name, StringComparison.Ordinal)
            ? $"{name}: {error.Message}"
            : error.Message;
}
