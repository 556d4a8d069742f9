using System.Runtime.InteropServices;

namespace LogTail.Tailing.Files.Linux;

/// <summary><c>struct statx</c>: 256 bytes, laid out alike on every architecture.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct StatxBuffer
{
    private const uint BirthIsKnown = 0x800;
    private const int TypeMask = 0xF000;

    [FieldOffset(0)]
    public uint Mask;

    [FieldOffset(16)]
    public uint LinkCount;

    [FieldOffset(28)]
    public ushort Mode;

    [FieldOffset(32)]
    public ulong Inode;

    [FieldOffset(40)]
    public ulong Length;

    [FieldOffset(80)]
    public long BirthSeconds;

    [FieldOffset(88)]
    public uint BirthNanos;

    [FieldOffset(112)]
    public long ModifiedSeconds;

    [FieldOffset(120)]
    public uint ModifiedNanos;

    [FieldOffset(136)]
    public uint DeviceMajor;

    [FieldOffset(140)]
    public uint DeviceMinor;

    public readonly bool IsLink => (Mode & TypeMask) == 0xA000;

    public readonly FileStatus ToStatus() => new(
        new FileIdentity(
            ((ulong)DeviceMajor << 32) | DeviceMinor,
            Inode,
            (Mask & BirthIsKnown) != 0 ? Nanos(BirthSeconds, BirthNanos) : 0),
        Kind(),
        (long)Length,
        LinkCount,
        Nanos(ModifiedSeconds, ModifiedNanos));

    private readonly FileKind Kind() => (Mode & TypeMask) switch
    {
        0x8000 => FileKind.Regular,
        0x4000 => FileKind.Directory,
        0x1000 => FileKind.Fifo,
        0xC000 => FileKind.Socket,
        _ => FileKind.Device,
    };

    private static long Nanos(long seconds, uint nanos) => unchecked((seconds * 1_000_000_000) + nanos);
}
