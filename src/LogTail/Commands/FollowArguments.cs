using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using LogTail.Configuration;
using LogTail.Tailing;

namespace LogTail.Commands;

/// <summary>The options of <c>logtail run</c> that say how logs are found and read.</summary>
internal static class FollowArguments
{
    // Names as IANA has them, and what people write instead.
    private static readonly ImmutableArray<(string Name, LineEncoding Encoding)> Encodings =
    [
        ("utf-8", LineEncoding.Utf8),
        ("utf-16le", LineEncoding.Utf16LittleEndian),
        ("utf-16be", LineEncoding.Utf16BigEndian),
        ("iso-8859-1", LineEncoding.Latin1),
        ("latin1", LineEncoding.Latin1),
        ("iso-8859-2", LineEncoding.Latin2),
        ("iso-8859-15", LineEncoding.Latin9),
        ("windows-1250", LineEncoding.Windows1250),
        ("windows-1251", LineEncoding.Windows1251),
        ("windows-1252", LineEncoding.Windows1252),
        ("koi8-r", LineEncoding.Koi8R),
        ("ibm850", LineEncoding.Ibm850),
        ("gb18030", LineEncoding.Gb18030),
        ("gbk", LineEncoding.Gb18030),
        ("big5", LineEncoding.Big5),
        ("shift_jis", LineEncoding.ShiftJis),
        ("euc-jp", LineEncoding.EucJp),
        ("euc-kr", LineEncoding.EucKr),
    ];

    private static readonly Option<string[]> Exclude = new("--exclude")
    {
        Description = "Paths and globs to leave out although --logs finds them.",
        HelpName = "GLOB…",
        AllowMultipleArgumentsPerToken = true,
        Validators = { RefuseMistakes },
    };

    private static readonly Option<string[]> Rotated = new("--rotated")
    {
        Description = "Folders that rotated files are moved to, if not beside the log (logrotate's olddir); a relative one is taken from each log's own folder.",
        HelpName = "DIR…",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<LineEncoding> Encoding = new("--encoding")
    {
        Description = "How logs without a byte order mark are encoded: " + string.Join(", ", Encodings.Select(known => known.Name)) + ".",
        HelpName = "NAME",
        CustomParser = ParseEncoding,
        DefaultValueFactory = _ => LineEncoding.Utf8,
    };

    private static readonly Option<int> MaxLine = new("--max-line")
    {
        Description = "Bytes that a line may have; K and M stand for 1024 and 1024².",
        HelpName = "BYTES",
        CustomParser = ParseSize,
        DefaultValueFactory = _ => 1024 * 1024,
    };

    private static readonly Option<string> LongLine = new Option<string>("--long-lines")
    {
        Description = "What becomes of longer ones: their beginning is a line, or they are left out. Both are counted.",
        DefaultValueFactory = _ => "truncate",
    }.AcceptOnlyFromAmong("truncate", "skip");

    private static readonly Option<bool> Poll = new("--poll")
    {
        Description = "Look for new lines and changed programs by the clock, and never ask the kernel for events. Logs on network file systems are polled without it.",
    };

    /// <summary>Adds them to a command.</summary>
    public static void AddTo(Command command)
    {
        foreach (var option in new Option[] { Exclude, Rotated, Encoding, MaxLine, LongLine, Poll })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Says what is wrong with the paths and globs of an option.</summary>
    public static void RefuseMistakes(OptionResult result)
    {
        foreach (var refusal in result.Tokens.Select(token => TailOptions.GlobRefusalOf(token.Value)).Where(refusal => refusal is not null))
        {
            result.AddError($"{result.Option.Name} {refusal}");
        }
    }

    /// <summary>What the user wrote.</summary>
    public static FollowOptions Of(ParseResult parsed) => new()
    {
        Excludes = [.. parsed.GetValue(Exclude) ?? []],
        RotatedDirectories = [.. parsed.GetValue(Rotated) ?? []],
        Encoding = parsed.GetValue(Encoding),
        MaxLineBytes = parsed.GetValue(MaxLine),
        LongLines = parsed.GetValue(LongLine) == "skip" ? LongLines.Skip : LongLines.Truncate,
        Polls = parsed.GetValue(Poll),
    };

    private static LineEncoding ParseEncoding(ArgumentResult result)
    {
        var name = result.Tokens[0].Value;
        foreach (var known in Encodings)
        {
            if (string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return known.Encoding;
            }
        }

        result.AddError($"--encoding {name}: no such encoding. There are {string.Join(", ", Encodings.Select(known => known.Name))}.");
        return default;
    }

    private static int ParseSize(ArgumentResult result)
    {
        const int Most = 1024 * 1024 * 1024;
        var text = result.Tokens[0].Value;
        var unit = text switch
        {
            [.., 'k' or 'K'] => 1024L,
            [.., 'm' or 'M'] => 1024L * 1024,
            _ => 1L,
        };
        var digits = unit == 1 ? text : text[..^1];
        if (int.TryParse(digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && number * unit is > 0 and <= Most)
        {
            return (int)(number * unit);
        }

        result.AddError($"--max-line {text}: a number of bytes from 1 to {Most}, such as 65536 or 64K.");
        return 0;
    }
}
