using System.Collections.Immutable;
using System.Xml.Linq;

namespace LogTail.Tests.Architecture;

/// <summary>The source tree that the tests were built from.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    /// <summary>The rooms: every project below <c>src</c>.</summary>
    public static ImmutableArray<RoomProject> Rooms { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(RoomProject.Read)];

    /// <summary>Files below a folder of the tree that a person wrote, as paths from the root.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "artifacts"));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LogTail.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Run the tests from the build output of a checkout.");
    }
}

/// <summary>What a project file says.</summary>
/// <param name="Name">Without its ending.</param>
/// <param name="References">Names of the projects that it references.</param>
/// <param name="Packages">Names of packages and of shared frameworks.</param>
internal sealed record RoomProject(string Name, ImmutableArray<string> References, ImmutableArray<string> Packages)
{
    public static RoomProject Read(string path)
    {
        var project = XDocument.Load(path);
        return new RoomProject(
            Path.GetFileNameWithoutExtension(path),
            [.. Included(project, "ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Replace('\\', '/')))],
            [.. Included(project, "PackageReference"), .. Included(project, "FrameworkReference")]);
    }

    private static IEnumerable<string> Included(XDocument project, string element) =>
        project.Descendants(element).Select(item => (string?)item.Attribute("Include")).OfType<string>();
}
