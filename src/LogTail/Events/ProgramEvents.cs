using LogTail.Engine;
using LogTail.Runtime;
using Serilog;
using Serilog.Events;

namespace LogTail.Events;

/// <summary>Turns what happens to programs into one line of our log and one self-metric each.</summary>
public sealed class ProgramEvents : IProgramObserver
{
    // Real logs have many lines that a program gives up, and hostile ones have more.
    private const int FaultsPerMinute = 6;
    private const int LongestQuote = 200;

    private readonly ILogger _log;
    private readonly SelfMetrics _metrics;
    private readonly RateLimit _limit;
    private readonly bool _logFaults;

    public ProgramEvents(ILogger log, SelfMetrics metrics, bool logFaults, TimeProvider clock)
    {
        _log = log;
        _metrics = metrics;
        _logFaults = logFaults;
        _limit = new RateLimit(FaultsPerMinute, clock);
    }

    /// <inheritdoc/>
    public void LineFaulted(string program, int programLine, string message, string source, ReadOnlySpan<char> logLine)
    {
        if (_logFaults && _limit.TryPass(program, out var suppressed))
        {
            // grok_exporter warns of each line that it skips.
            _log.Write(
                _metrics.Exporter is null ? LogEventLevel.Information : LogEventLevel.Warning,
                "{Program}:{ProgramLine}: {Fault}; the line was given up: {Source}: {LogLine}",
                program, programLine, Quote(message), source, Quote(logLine));
            SayHowManyMore(program, suppressed);
        }
    }

    /// <inheritdoc/>
    public void MoreLinesFaulted(string program, int count)
    {
        if (_logFaults)
        {
            _limit.Suppress(program, count);
        }
    }

    /// <inheritdoc/>
    public void LineFailed(string program, Exception exception, string source, ReadOnlySpan<char> logLine)
    {
        if (_limit.TryPass(program, out var suppressed))
        {
            _log.Error(
                exception, "{Program}: a fault of LogTail, please report it. The line was given up: {Source}: {LogLine}",
                program, source, Quote(logLine));
            SayHowManyMore(program, suppressed);
        }
    }

    /// <summary>Programs were read again.</summary>
    /// <param name="shownWarnings">What the user was shown already.</param>
    internal void Loaded(ProgramLoadReport report, string shownWarnings = "")
    {
        foreach (var fault in report.Faults)
        {
            _log.Error("{Fault:l}", fault);
        }

        foreach (var outcome in report.Outcomes)
        {
            Loaded(outcome, shownWarnings);
        }

        foreach (var name in report.Gone)
        {
            _metrics.ForgetProgram(name);
            _log.Information("{Program} is gone, and so are its metrics", name);
        }
    }

    private void Loaded(ProgramOutcome outcome, string shownWarnings)
    {
        if (outcome.Fault.Length > 0)
        {
            _metrics.ProgramLoadErrors.For(outcome.Name).Increment();
            var consequence = outcome.Runs ? "its last good version runs on" : "it does not run";
            _log.Error("{Program} has errors, {Consequence:l}:\n{Diagnostics:l}", outcome.Name, consequence, outcome.Fault.TrimEnd());
            return;
        }

        _metrics.ProgramLoads.For(outcome.Name).Increment();
        _log.Debug("{Program} runs", outcome.Name);
        if (outcome.Warnings.Length > 0 && outcome.Warnings != shownWarnings)
        {
            _log.Warning("{Program}:\n{Diagnostics:l}", outcome.Name, outcome.Warnings.TrimEnd());
        }
    }

    private void SayHowManyMore(string program, int suppressed)
    {
        if (suppressed > 0)
        {
            _log.Information("{Program}: {Count} more such lines were not logged", program, suppressed);
        }
    }

    // Bounded, and on one line: a stranger's bytes can neither fill the log nor forge a line of it.
    private static string Quote(ReadOnlySpan<char> text)
    {
        var quote = text.Length <= LongestQuote ? text.ToString() : $"{text[..LongestQuote]}…";
        return quote.Any(IsUnprintable) ? string.Concat(quote.Select(c => IsUnprintable(c) ? '\uFFFD' : c)) : quote;
    }

    private static bool IsUnprintable(char c) => c != '\t' && char.IsControl(c);
}
