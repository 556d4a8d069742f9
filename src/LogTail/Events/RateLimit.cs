namespace LogTail.Events;

/// <summary>
/// Lets a few events a minute through for each key, so that a hostile log cannot fill the disk through ours.
/// Safe to use from several threads.
/// </summary>
internal sealed class RateLimit
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    // Keys are names of programs and files; a flood of new ones forgets the old.
    private const int MostKeys = 4096;

    private readonly int _perWindow;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, WindowState> _windows = new(StringComparer.Ordinal);

    public RateLimit(int perMinute, TimeProvider clock)
    {
        _perWindow = perMinute;
        _clock = clock;
    }

    /// <summary>Whether this event may pass.</summary>
    /// <param name="suppressed">How many did not pass in the window before, to be told with the first of a new one.</param>
    public bool TryPass(string key, out int suppressed)
    {
        suppressed = 0;
        var now = _clock.GetTimestamp();
        lock (_lock)
        {
            if (_windows.Count >= MostKeys && !_windows.ContainsKey(key))
            {
                _windows.Clear();
            }

            if (!_windows.TryGetValue(key, out var window) || _clock.GetElapsedTime(window.Began, now) >= Window)
            {
                suppressed = window.Suppressed;
                window = new WindowState(now, 0, 0);
            }

            var passes = window.Passed < _perWindow;
            _windows[key] = passes ? window with { Passed = window.Passed + 1 } : window with { Suppressed = window.Suppressed + 1 };
            return passes;
        }
    }

    /// <summary>Notes events that did not pass because nobody asked for them.</summary>
    public void Suppress(string key, int count)
    {
        lock (_lock)
        {
            if (_windows.TryGetValue(key, out var window))
            {
                _windows[key] = window with { Suppressed = window.Suppressed + count };
            }
        }
    }

    private readonly record struct WindowState(long Began, int Passed, int Suppressed);
}
