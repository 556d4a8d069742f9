using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace LogTail.Torture;

/// <summary>What the user wrote.</summary>
internal sealed record TortureOptions
{
    public int Runs { get; init; } = 30;

    public int FirstSeed { get; init; } = 1;

    public int Steps { get; init; } = 80;

    /// <summary>At once. A run waits most of the time, for checkpoints.</summary>
    public int Jobs { get; init; } = 4 * Environment.ProcessorCount;

    /// <summary>The one layout of all runs; null for any.</summary>
    public Layout? Layout { get; init; }

    /// <summary>Folders of failed runs stay.</summary>
    public bool Keeps { get; init; }

    /// <summary>The daemon: of this build, unless told otherwise.</summary>
    public string Executable { get; init; } = BuiltExecutable();

    public static bool TryParse(IReadOnlyList<string> arguments, [NotNullWhen(true)] out TortureOptions? options)
    {
        options = new TortureOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            var value = i + 1 < arguments.Count ? arguments[i + 1] : "";
            var isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;
            var next = (arguments[i], isNumber) switch
            {
                ("--runs", true) => options with { Runs = number },
                ("--first", true) => options with { FirstSeed = number },
                ("--steps", true) => options with { Steps = number },
                ("--jobs", true) => options with { Jobs = number },
                ("--executable", _) when value.Length > 0 => options with { Executable = value },
                ("--layout", false) when Enum.TryParse<Layout>(value, ignoreCase: true, out var layout) => options with { Layout = layout },
                ("--keep", _) => options with { Keeps = true },
                _ => null,
            };
            if (next is null)
            {
                options = null;
                return false;
            }

            i += arguments[i] == "--keep" ? 0 : 1;
            options = next;
        }

        return true;
    }

    // artifacts/bin/LogTail.Torture/<configuration>/ -> artifacts/bin/LogTail/<configuration>/
    private static string BuiltExecutable()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(output.Parent!.Parent!.FullName, "LogTail", output.Name, "logtail");
    }
}
