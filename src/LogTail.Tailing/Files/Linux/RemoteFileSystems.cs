using System.Runtime.InteropServices;

namespace LogTail.Tailing.Files.Linux;

/// <summary>File systems by their magic numbers (statfs(2)) on which inotify tells only what this machine does.</summary>
internal static unsafe class RemoteFileSystems
{
    // struct statfs of any 64-bit Linux is 120 bytes, and its first word is the type.
    private const int BufferWords = 32;

    private static readonly HashSet<uint> Types =
    [
        0x6969, // NFS
        0xFF534D42, // CIFS
        0xFE534D42, // SMB 2 and later
        0x517B, // SMB
        0x65735546, // FUSE: sshfs, s3fs, gluster …
        0x01021997, // 9P: virtual machines, WSL
        0x5346414F, // AFS
        0x00C36400, // Ceph
        0x0BD00BD0, // Lustre
        0x47504653, // GPFS
        0x786F4256, // VirtualBox shared folders
        0x61636673, // ACFS
        0x7461636F, // OCFS2
        0x73757245, // Coda
    ];

    /// <summary>Whether a path lies on one; <see langword="false"/> where that cannot be told.</summary>
    public static bool Holds(string path)
    {
        // In 32-bit processes the structure is another one.
        if (!Environment.Is64BitProcess || RuntimeInformation.ProcessArchitecture is Architecture.S390x)
        {
            return false;
        }

        var buffer = stackalloc long[BufferWords];
        return LibC.Statfs(path, buffer) == 0 && Types.Contains((uint)buffer[0]);
    }
}
