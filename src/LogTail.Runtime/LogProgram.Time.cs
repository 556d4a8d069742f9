using LogTail.Runtime.Time;

namespace LogTail.Runtime;

// The time register (spec/mtail-language.md §13.1).
public abstract partial class LogProgram
{
    private UnixTime _now;

    // Invariant: _stamp and _seconds are those of the register, or of now while it is unset.
    private long _stamp;
    private long _seconds;

    /// <summary>What updates are stamped with, in Unix nanoseconds: the time register, or now while it is unset.</summary>
    protected long Stamp => _stamp;

    /// <summary>The same in Unix seconds: <c>timestamp()</c>. It does not wrap around where <see cref="Stamp"/> does.</summary>
    protected long Timestamp => _seconds;

    /// <summary><c>strptime</c>: sets the register.</summary>
    /// <param name="text">A text that was once read, or once could not be, is not read again, whatever the layout (§13.2).</param>
    /// <returns>False when it cannot be read: a fault. When that is remembered from before, the register is unset and it is none.</returns>
    protected bool TryStrPTime(ReadOnlySpan<char> text, TimeLayout layout)
    {
        if (_timeMemo.TryFind(text, out var time))
        {
            SetRegister(time);
            return true;
        }

        var isTime = _timeReader.TryRead(text, layout, out time);
        _timeMemo.Add(text, time);
        SetRegister(time);
        return isTime;
    }

    /// <summary><c>settime</c>: sets the register to Unix seconds.</summary>
    protected void SetTime(long seconds) => SetRegister(new UnixTime(seconds, 0));

    private void SetNow(long nowNanos) => _now = UnixTime.FromStamp(nowNanos);

    private void SetRegister(UnixTime time)
    {
        var value = time == UnixTime.Unset ? _now : time;
        _stamp = value.Stamp;
        _seconds = value.Seconds;
    }
}
