using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace LogTail.Logging;

/// <summary>The process's own log: structured events, one line each, on standard error, so that standard output stays data.</summary>
internal static class ProcessLog
{
    private const string Template = "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffK} [{Level:u3}] {Message:lj}{NewLine}{Exception}";

    public static Logger Create(LogEventLevel level) => new LoggerConfiguration()
        .MinimumLevel.Is(level)
        .WriteTo.Console(
            outputTemplate: Template,
            formatProvider: CultureInfo.InvariantCulture,
            standardErrorFromLevel: LogEventLevel.Verbose)
        .CreateLogger();
}
