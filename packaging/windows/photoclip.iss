; The installer for Windows, for Inno Setup 6:
;   iscc /DVersion=0.1.0 packaging\windows\photoclip.iss
; It takes the frozen program from build\bundle\photoclip. With SIGNTOOL defined (iscc /Ssign=...),
; installer and uninstaller are signed.

#ifndef Version
  #error Name the version: iscc /DVersion=...
#endif
#define Root "..\.."

[Setup]
AppId={{6B0B0C0E-8E0A-4B8F-9C60-6F2B7B1D7A51}
AppName=photoclip
AppVersion={#Version}
AppPublisher=The photoclip authors
DefaultDirName={autopf}\photoclip
DefaultGroupName=photoclip
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
ChangesEnvironment=yes
LicenseFile={#Root}\LICENSE
SetupIconFile={#Root}\build\bundle\photoclip.ico
UninstallDisplayIcon={app}\photoclip-gui.exe
OutputDir={#Root}\build\dist
OutputBaseFilename=photoclip-{#Version}-windows-x64
Compression=lzma2/normal
SolidCompression=yes
WizardStyle=modern
#ifdef Sign
SignTool=sign
SignedUninstaller=yes
#endif

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"

[CustomMessages]
en.Similar=Search similar with photoclip
de.Similar=Ähnliche mit photoclip suchen
en.OpenWith=Offer photoclip for opening pictures
de.OpenWith=photoclip zum Öffnen von Bildern anbieten
en.Command=Make the command photoclip known to terminals
de.Command=Den Befehl photoclip in Terminals bekannt machen

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked
Name: "pictures"; Description: "{cm:OpenWith}"
Name: "command"; Description: "{cm:Command}"; Flags: unchecked

[Files]
Source: "{#Root}\build\bundle\photoclip\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[InstallDelete]
; an update leaves nothing of the older program behind
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{autoprograms}\photoclip"; Filename: "{app}\photoclip-gui.exe"
Name: "{autodesktop}\photoclip"; Filename: "{app}\photoclip-gui.exe"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Classes\photoclip.Picture"; ValueType: string; ValueData: "photoclip"; Flags: uninsdeletekey; Tasks: pictures
Root: HKA; Subkey: "Software\Classes\photoclip.Picture\DefaultIcon"; ValueType: string; ValueData: "{app}\photoclip-gui.exe,0"; Tasks: pictures
Root: HKA; Subkey: "Software\Classes\photoclip.Picture\shell\open\command"; ValueType: string; ValueData: """{app}\photoclip-gui.exe"" ""%1"""; Tasks: pictures
Root: HKA; Subkey: "Software\Classes\Applications\photoclip-gui.exe\shell\open\command"; ValueType: string; ValueData: """{app}\photoclip-gui.exe"" ""%1"""; Flags: uninsdeletekey; Tasks: pictures
Root: HKA; Subkey: "Software\Classes\SystemFileAssociations\image\shell\photoclip.similar"; ValueType: string; ValueData: "{cm:Similar}"; Flags: uninsdeletekey; Tasks: pictures
Root: HKA; Subkey: "Software\Classes\SystemFileAssociations\image\shell\photoclip.similar"; ValueType: string; ValueName: "Icon"; ValueData: "{app}\photoclip-gui.exe,0"; Tasks: pictures
Root: HKA; Subkey: "Software\Classes\SystemFileAssociations\image\shell\photoclip.similar\command"; ValueType: string; ValueData: """{app}\photoclip-gui.exe"" open --similar ""%1"""; Tasks: pictures
Root: HKA; Subkey: "Software\Classes\.jpg\OpenWithProgids"; ValueType: string; ValueName: "photoclip.Picture"; Flags: uninsdeletevalue; Tasks: pictures
Root: HKA; Subkey: "Software\Classes\.jpeg\OpenWithProgids"; ValueType: string; ValueName: "photoclip.Picture"; Flags: uninsdeletevalue; Tasks: pictures
Root: HKA; Subkey: "Software\Classes\.png\OpenWithProgids"; ValueType: string; ValueName: "photoclip.Picture"; Flags: uninsdeletevalue; Tasks: pictures
Root: HKA; Subkey: "Software\Classes\.webp\OpenWithProgids"; ValueType: string; ValueName: "photoclip.Picture"; Flags: uninsdeletevalue; Tasks: pictures
Root: HKA; Subkey: "Software\Classes\.tif\OpenWithProgids"; ValueType: string; ValueName: "photoclip.Picture"; Flags: uninsdeletevalue; Tasks: pictures
Root: HKA; Subkey: "Software\Classes\.heic\OpenWithProgids"; ValueType: string; ValueName: "photoclip.Picture"; Flags: uninsdeletevalue; Tasks: pictures
Root: HKA; Subkey: "Software\Classes\.avif\OpenWithProgids"; ValueType: string; ValueName: "photoclip.Picture"; Flags: uninsdeletevalue; Tasks: pictures
Root: HKA; Subkey: "Software\Classes\.dng\OpenWithProgids"; ValueType: string; ValueName: "photoclip.Picture"; Flags: uninsdeletevalue; Tasks: pictures
Root: HKA; Subkey: "Software\Classes\.cr2\OpenWithProgids"; ValueType: string; ValueName: "photoclip.Picture"; Flags: uninsdeletevalue; Tasks: pictures
Root: HKA; Subkey: "Software\Classes\.cr3\OpenWithProgids"; ValueType: string; ValueName: "photoclip.Picture"; Flags: uninsdeletevalue; Tasks: pictures
Root: HKA; Subkey: "Software\Classes\.nef\OpenWithProgids"; ValueType: string; ValueName: "photoclip.Picture"; Flags: uninsdeletevalue; Tasks: pictures
Root: HKA; Subkey: "Software\Classes\.arw\OpenWithProgids"; ValueType: string; ValueName: "photoclip.Picture"; Flags: uninsdeletevalue; Tasks: pictures
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Check: IsNotInPath; Tasks: command

[Run]
Filename: "{app}\photoclip-gui.exe"; Description: "{cm:LaunchProgram,photoclip}"; Flags: nowait postinstall skipifsilent

[Code]
function IsNotInPath: Boolean;
var
  Known: string;
begin
  if not RegQueryStringValue(HKCU, 'Environment', 'Path', Known) then
    Known := '';
  Result := Pos(';' + Uppercase(ExpandConstant('{app}')) + ';', ';' + Uppercase(Known) + ';') = 0;
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Known: string;
  Place: Integer;
begin
  if Step <> usPostUninstall then
    exit;
  if RegQueryStringValue(HKCU, 'Environment', 'Path', Known) then
  begin
    Place := Pos(';' + Uppercase(ExpandConstant('{app}')), Uppercase(Known));
    if Place > 0 then
    begin
      Delete(Known, Place, Length(ExpandConstant('{app}')) + 1);
      RegWriteExpandStringValue(HKCU, 'Environment', 'Path', Known);
    end;
  end;
end;
