using System.Runtime.InteropServices;
using LogTail.Commands;
using LogTail.Configuration;
using LogTail.Http;
using LogTail.Http.Tls;
using LogTail.Logging;
using LogTail.Push;
using LogTail.State;
using Microsoft.AspNetCore.Http;
using Serilog;

namespace LogTail.Engine;

/// <summary>The long-running process: starts, reloads when told, and at the end drains and leaves with exit code 0.</summary>
internal sealed class Daemon : IDisposable
{
    // What is still to be read when we are told to stop may be much; systemd would kill us after 90 s.
    private static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(30);

    // So long after a start or a reload what they needed is not needed any more.
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(10);

    private readonly EngineOptions _options;
    private readonly ILogger _log;
    private Action? _serving;
    private Action? _inputEnded;
    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly CancellationTokenSource _stopping;
    private readonly SemaphoreSlim _reload = new(0, 1);

    private Daemon(EngineOptions options, ILogger log, CancellationToken cancellationToken)
    {
        _options = options;
        _log = log;
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>Runs until SIGTERM, SIGINT or the token, or until standard input ends where that is the end.</summary>
    /// <param name="serving">Called once lines are read and the metrics are served.</param>
    /// <param name="inputEnded">Called when standard input ended and that is the end.</param>
    /// <returns>The exit code: 0, or 2 when it could not start.</returns>
    public static async Task<int> RunAsync(EngineOptions options, CancellationToken cancellationToken, Action? serving = null, Action? inputEnded = null)
    {
        await using var log = ProcessLog.Create(options.LogLevel);
        using var daemon = new Daemon(options, log, cancellationToken) { _serving = serving, _inputEnded = inputEnded };
        HangUp.NoLongerIgnored();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, daemon.Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, daemon.Stop);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, daemon.Reload);
        return await daemon.RunAsync();
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _reload.Dispose();
    }

    private async Task<int> RunAsync()
    {
        if (!OpenedState.TryOpen(_options, _log, out var state))
        {
            return ExitCode.Fault;
        }

        // The server starts beside the engine, which takes as long; who asks before there is one waits for it. A busy port ends this too.
        var answer = new TaskCompletionSource<RequestDelegate>(TaskCreationOptions.RunContinuationsAsynchronously);
        var starting = Task.Run(() => MetricsServer.StartAsync(
            _options.Listen, _options.Http, async context => await (await answer.Task)(context), _log, _stopping.Token));
        await using var engine = new LogTailEngine(_options, oneShot: false, state, _log, _clock);
        engine.FindLogs();
        var pages = new MetricsPages(engine, _options, _log);
        answer.SetResult(_options.IsExporter ? new ExporterPages(pages, engine, _options).AnswerAsync : pages.AnswerAsync);

        // Made before the programs are read, so that no change falls between; while they are being built a first time, reloads wait.
        using var watcher = WatchPrograms();
        var loading = Task.Run(() => engine.LoadProgramsAsync(_stopping.Token));
        MetricsServer server;
        try
        {
            server = await starting;
        }
        catch (TlsFileException fault)
        {
            _log.Fatal("{Reason:l}", fault.Message);
            await AbandonAsync(loading);
            return ExitCode.Fault;
        }
        catch (Exception fault) when (fault is IOException or System.Net.Sockets.SocketException or UnauthorizedAccessException)
        {
            _log.Fatal("Cannot listen on {Address}: {Reason}", _options.Listen.ToString(), (fault.InnerException ?? fault).Message);
            await AbandonAsync(loading);
            return ExitCode.Fault;
        }

        await using (server)
        {
            return await ServeAsync(engine, server, loading);
        }
    }

    // What it uses is about to go.
    private async Task AbandonAsync(Task loading)
    {
        await _stopping.CancelAsync();
        await loading.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private async Task<int> ServeAsync(LogTailEngine engine, MetricsServer server, Task<ProgramLoadReport> loading)
    {
        try
        {
            engine.ProgramEvents.Loaded(await loading, _options.ShownWarnings);
            await engine.StartReadingAsync(_stopping.Token);
            _log.Information(
                "LogTail {Version} serves {Address}/metrics; programs: {Programs}", ProductVersion.Text, server.Address, engine.Programs.RunningCount);
            _serving?.Invoke();
            await KeepRunningAsync(engine);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Told to stop while starting.
        }
        catch (IOException fault)
        {
            // A source that must be there is not: a socket that cannot be listened on, a log that is missing, Kafka's library.
            _log.Fatal("{Reason:l}", fault.Message);
            return ExitCode.Fault;
        }

        return await DrainAsync(engine);
    }

    private async Task KeepRunningAsync(LogTailEngine engine)
    {
        var tasks = new List<Task> { ReloadWhenAskedAsync(engine) };
        if (engine.KeepingState is { } keepingState)
        {
            tasks.Add(keepingState.WaitAsync(_stopping.Token));
        }

        if (_options.ExpiryInterval > TimeSpan.Zero)
        {
            tasks.Add(ExpireAsync(engine));
        }

        if (_options.EndsWithInput)
        {
            tasks.Add(ReadInputToItsEndAsync(engine));
        }

        if (_options.Push.Any)
        {
            tasks.Add(new MetricPusher(engine, _options.Push, _clock, _log).RunAsync(_stopping.Token));
        }

        // Each ends only when told to stop, or with a fault that must not pass in silence.
        await await Task.WhenAny(tasks);
    }

    private ProgramWatcher? WatchPrograms() => _options.MtailCompatible
        ? null
        : new ProgramWatcher([.. _options.Programs, .. _options.Patterns, .. _options.WatchedPaths], RequestReload, () => FreshFiles.AreThere(_options, _clock), _options.Follow.Polls, _clock, _log);

    private async Task ReadInputToItsEndAsync(LogTailEngine engine)
    {
        await engine.ReadToEndAsync(_stopping.Token);
        _inputEnded?.Invoke();
    }

    private async Task ReloadWhenAskedAsync(LogTailEngine engine)
    {
        while (true)
        {
            var asked = _reload.WaitAsync(_stopping.Token);
            if (await Task.WhenAny(asked, Task.Delay(SettlingTime, _clock, _stopping.Token)) != asked && !_stopping.IsCancellationRequested)
            {
                MappedCode.GiveBack();
            }

            await asked;
            engine.ProgramEvents.Loaded(await engine.LoadProgramsAsync(_stopping.Token));
            if (_options.RestartNotice?.Invoke() is { } notice)
            {
                _log.Warning("{Notice:l}", notice);
            }
        }
    }

    private async Task ExpireAsync(LogTailEngine engine)
    {
        using var timer = new PeriodicTimer(_options.ExpiryInterval, _clock);
        while (await timer.WaitForNextTickAsync(_stopping.Token))
        {
            await engine.ExpireAsync(_stopping.Token);
        }
    }

    private async Task<int> DrainAsync(LogTailEngine engine)
    {
        using var patience = new CancellationTokenSource(DrainPatience, _clock);
        try
        {
            await engine.DrainAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _log.Warning("There was still more to read after {Seconds} s; it was left", DrainPatience.TotalSeconds);
        }

        return ExitCode.Fine;
    }

    private void Stop(PosixSignalContext signal)
    {
        // The process ends when everything is drained, not now.
        signal.Cancel = true;
        _stopping.Cancel();
    }

    private void Reload(PosixSignalContext signal)
    {
        signal.Cancel = true;
        RequestReload();
    }

    private void RequestReload()
    {
        try
        {
            _reload.Release();
        }
        catch (SemaphoreFullException)
        {
            // Asked already.
        }
        catch (ObjectDisposedException)
        {
            // It has ended.
        }
    }
}
