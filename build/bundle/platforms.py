"""What Windows and macOS want to know about the program."""

PUBLISHER = "The mmdesk project"
DESCRIPTION = "mmdesk: classify by picture, words and sound"

INFO_PLIST = {
    "CFBundleDisplayName": "mmdesk",
    "LSApplicationCategoryType": "public.app-category.productivity",
    "LSMinimumSystemVersion": "12.0",
    "NSHighResolutionCapable": True,
    "NSMicrophoneUsageDescription": "mmdesk records sounds that you want to have classified. They stay on this computer.",
    "NSRequiresAquaSystemAppearance": False,
    "UTImportedTypeDeclarations": [
        {
            "UTTypeIdentifier": "io.github.mmdesk.safetensors",
            "UTTypeDescription": "Model file",
            "UTTypeConformsTo": ["public.data"],
            "UTTypeTagSpecification": {"public.filename-extension": ["safetensors"]},
        }
    ],
    "CFBundleDocumentTypes": [
        {
            "CFBundleTypeName": "Model file",
            "CFBundleTypeRole": "Viewer",
            "LSHandlerRank": "Alternate",
            "LSItemContentTypes": ["io.github.mmdesk.safetensors"],
        }
    ],
}


def windows_version(version: str) -> object:
    """The version information that Windows shows among the properties of the program."""
    from PyInstaller.utils.win32 import versioninfo as info

    numbers = tuple(int(part) for part in (*version.split(".")[:3], "0"))
    strings = {
        "CompanyName": PUBLISHER,
        "FileDescription": DESCRIPTION,
        "FileVersion": version,
        "InternalName": "mmdesk",
        "LegalCopyright": "MIT licence",
        "OriginalFilename": "mmdesk.exe",
        "ProductName": "mmdesk",
        "ProductVersion": version,
    }
    table = info.StringTable("040904B0", [info.StringStruct(name, text) for name, text in strings.items()])
    return info.VSVersionInfo(
        ffi=info.FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[info.StringFileInfo([table]), info.VarFileInfo([info.VarStruct("Translation", [0x0409, 1200])])],
    )
