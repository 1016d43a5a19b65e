<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>Activity</name>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Device in use</source>
        <translation>Verwendetes Gerät</translation>
    </message>
    <message>
        <source>Everything is up to date</source>
        <translation>Alles ist auf dem neuesten Stand</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>File just added</source>
        <translation>Zuletzt hinzugefügte Datei</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Not while it runs on battery</source>
        <translation>Nicht im Akkubetrieb</translation>
    </message>
    <message>
        <source>Only while the computer is idle</source>
        <translation>Nur solange der Computer nichts zu tun hat</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Processor limit</source>
        <translation>Prozessorgrenze</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>Recent problems</source>
        <translation>Letzte Probleme</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Show all problem files</source>
        <translation>Alle Problemdateien zeigen</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>Verstanden</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>keine Grenze</translation>
    </message>
    <message>
        <source>{model} on {device} ({precision}), {rate} measured</source>
        <translation>{model} auf {device} ({precision}), gemessen {rate}</translation>
    </message>
    <message>
        <source>{model}, not loaded yet</source>
        <translation>{model}, noch nicht geladen</translation>
    </message>
    <message>
        <source>{share} %</source>
        <translation>{share} %</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>As JPEG</source>
        <translation>Als JPEG</translation>
    </message>
    <message>
        <source>As they are</source>
        <translation>Unverändert</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Kopien</translation>
    </message>
    <message>
        <source>Date, camera, place and captions that the files carry (EXIF, IPTC, XMP)</source>
        <translation>Datum, Kamera, Ort und Bildtexte, die in den Dateien stehen (EXIF, IPTC, XMP)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message numerus="yes">
        <source>Export %n photo(s)</source>
        <translation>
            <numerusform>%n Foto exportieren</numerusform>
            <numerusform>%n Fotos exportieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exportieren nach</translation>
    </message>
    <message numerus="yes">
        <source>Exported %n photo(s)</source>
        <translation>
            <numerusform>%n Foto exportiert</numerusform>
            <numerusform>%n Fotos exportiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exported %n photo(s) to {folder}</source>
        <translation>
            <numerusform>%n Foto nach {folder} exportiert</numerusform>
            <numerusform>%n Fotos nach {folder} exportiert</numerusform>
        </translation>
    </message>
    <message>
        <source>Exported photos</source>
        <translation>Exportierte Fotos</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Full size</source>
        <translation>Volle Größe</translation>
    </message>
    <message>
        <source>Keep all</source>
        <translation>Alles behalten</translation>
    </message>
    <message>
        <source>Leave out everything</source>
        <translation>Alles weglassen</translation>
    </message>
    <message>
        <source>Leave out the place (GPS)</source>
        <translation>Ort weglassen (GPS)</translation>
    </message>
    <message>
        <source>Longest side of the JPEGs</source>
        <translation>Längste Seite der JPEGs</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Metadaten</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Quality of the JPEGs</source>
        <translation>Qualität der JPEGs</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message numerus="yes">
        <source>Stopped; %n photo(s) are in {folder}</source>
        <translation>
            <numerusform>Angehalten; %n Foto liegt in {folder}</numerusform>
            <numerusform>Angehalten; %n Fotos liegen in {folder}</numerusform>
        </translation>
    </message>
    <message>
        <source>The last export is just ending; try again.</source>
        <translation>Der letzte Export geht gerade zu Ende; bitte erneut versuchen.</translation>
    </message>
    <message>
        <source>What was not exported</source>
        <translation>Was nicht exportiert wurde</translation>
    </message>
    <message>
        <source>Your originals are only read; files in the folder are never replaced.</source>
        <translation>Die Originale werden nur gelesen; Dateien im Ordner werden nie ersetzt.</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{pixels} px at most</source>
        <translation>höchstens {pixels} px</translation>
    </message>
</context>
<context>
    <name>Failures</name>
    <message numerus="yes">
        <source>%n file(s) could not be read. photoclip tries again when a file changes.</source>
        <translation>
            <numerusform>%n Datei konnte nicht gelesen werden. photoclip versucht es wieder, wenn sie sich ändert.</numerusform>
            <numerusform>%n Dateien konnten nicht gelesen werden. photoclip versucht es wieder, wenn sich eine Datei ändert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message numerus="yes">
        <source>Copied %n line(s) to the clipboard.</source>
        <translation>
            <numerusform>%n Zeile in die Zwischenablage kopiert.</numerusform>
            <numerusform>%n Zeilen in die Zwischenablage kopiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy list</source>
        <translation>Liste kopieren</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Files that could not be read</source>
        <translation>Dateien, die nicht gelesen werden konnten</translation>
    </message>
    <message>
        <source>Find a file or reason</source>
        <translation>Datei oder Grund suchen</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>No file has this in its name or reason.</source>
        <translation>Keine Datei hat dies im Namen oder Grund.</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>Folders</name>
    <message>
        <source>Add a folder with photos</source>
        <translation>Ordner mit Fotos hinzufügen</translation>
    </message>
    <message>
        <source>Add folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Folders cannot be added to a library that is open for reading.</source>
        <translation>Einer nur zum Lesen geöffneten Bibliothek können keine Ordner hinzugefügt werden.</translation>
    </message>
    <message>
        <source>It is here</source>
        <translation>Hier liegt er</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove folder</source>
        <translation>Ordner entfernen</translation>
    </message>
    <message>
        <source>Remove “{folder}” from photoclip?</source>
        <translation>„{folder}“ aus photoclip entfernen?</translation>
    </message>
    <message>
        <source>The files stay where they are. Tags, ratings and albums are kept in case the folder is added again.</source>
        <translation>Die Dateien bleiben, wo sie sind. Schlagwörter, Bewertungen und Alben bleiben erhalten, falls der Ordner wieder hinzugefügt wird.</translation>
    </message>
    <message>
        <source>Where is “{folder}” now?</source>
        <translation>Wo liegt „{folder}“ jetzt?</translation>
    </message>
</context>
<context>
    <name>Grid</name>
    <message numerus="yes">
        <source>%Ln copies</source>
        <translation>
            <numerusform>%Ln Kopie</numerusform>
            <numerusform>%Ln Kopien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln star(s)</source>
        <translation>
            <numerusform>%Ln Stern</numerusform>
            <numerusform>%Ln Sterne</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tag(s)</source>
        <translation>
            <numerusform>%Ln Schlagwort</numerusform>
            <numerusform>%Ln Schlagwörter</numerusform>
        </translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>Alle Fotos</translation>
    </message>
    <message>
        <source>Best first</source>
        <translation>Beste zuerst</translation>
    </message>
    <message>
        <source>Best rated first</source>
        <translation>Beste Bewertung zuerst</translation>
    </message>
    <message>
        <source>By day</source>
        <translation>Nach Tagen</translation>
    </message>
    <message>
        <source>By folder</source>
        <translation>Nach Ordnern</translation>
    </message>
    <message>
        <source>By month</source>
        <translation>Nach Monaten</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Nach Namen</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Its drive or folder is not there now</source>
        <translation>Laufwerk oder Ordner ist gerade nicht da</translation>
    </message>
    <message>
        <source>Last added first</source>
        <translation>Zuletzt hinzugefügte zuerst</translation>
    </message>
    <message>
        <source>Looking for photos…</source>
        <translation>Fotos werden gesucht…</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>Ohne Datum</translation>
    </message>
    <message>
        <source>No folder</source>
        <translation>Ohne Ordner</translation>
    </message>
    <message>
        <source>No groups</source>
        <translation>Keine Gruppen</translation>
    </message>
    <message>
        <source>No photo meets this search. Try other words, or take away a filter.</source>
        <translation>Kein Foto passt zu dieser Suche. Vielleicht helfen andere Worte oder ein Filter weniger.</translation>
    </message>
    <message>
        <source>No photos here</source>
        <translation>Hier sind keine Fotos</translation>
    </message>
    <message>
        <source>No photos here yet</source>
        <translation>Hier sind noch keine Fotos</translation>
    </message>
    <message>
        <source>Note on this answer</source>
        <translation>Hinweis zu dieser Antwort</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>Älteste zuerst</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Picked</source>
        <translation>Markiert</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Relevance of the photos in view</source>
        <translation>Relevanz der sichtbaren Fotos</translation>
    </message>
    <message numerus="yes">
        <source>Select %Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto auswählen</numerusform>
            <numerusform>%Ln Fotos auswählen</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all photos</source>
        <translation>Alle Fotos zeigen</translation>
    </message>
    <message>
        <source>Square thumbnails</source>
        <translation>Quadratische Vorschaubilder</translation>
    </message>
    <message>
        <source>The folders in this library hold no pictures that photoclip can read.</source>
        <translation>Die Ordner dieser Bibliothek enthalten keine Bilder, die photoclip lesen kann.</translation>
    </message>
    <message>
        <source>The model {model} has never seen {words}; the answer goes by the rest.</source>
        <translation>Das Modell {model} kennt {words} nicht; die Antwort richtet sich nach dem Rest.</translation>
    </message>
    <message>
        <source>The stored thumbnail of this photo is damaged.</source>
        <translation>Das gespeicherte Vorschaubild dieses Fotos ist beschädigt.</translation>
    </message>
    <message>
        <source>There are none in this part of the library.</source>
        <translation>In diesem Teil der Bibliothek gibt es keine.</translation>
    </message>
    <message>
        <source>They appear here while they are being added.</source>
        <translation>Sie erscheinen hier, während sie hinzugefügt werden.</translation>
    </message>
    <message>
        <source>Thumbnail size</source>
        <translation>Größe der Vorschaubilder</translation>
    </message>
    <message>
        <source>Thumbnail size (Ctrl++ and Ctrl+-)</source>
        <translation>Größe der Vorschaubilder (Strg++ und Strg+-)</translation>
    </message>
    <message>
        <source>Whole pictures</source>
        <translation>Ganze Bilder</translation>
    </message>
    <message>
        <source>the best {best} of {total} photos in {time}</source>
        <translation>die besten {best} von {total} Fotos in {time}</translation>
    </message>
    <message>
        <source>this photo</source>
        <translation>dieses Foto</translation>
    </message>
    <message>
        <source>{month} {year}</source>
        <translation>{month} {year}</translation>
    </message>
    <message>
        <source>{photos} in {time}</source>
        <translation>{photos} in {time}</translation>
    </message>
    <message>
        <source>“{word}”</source>
        <translation>„{word}“</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Help: searching with words</source>
        <translation>Hilfe: Suchen mit Worten</translation>
    </message>
    <message>
        <source>Searching with words</source>
        <translation>Suchen mit Worten</translation>
    </message>
</context>
<context>
    <name>Labels</name>
    <message numerus="yes">
        <source>%n label(s)</source>
        <translation>
            <numerusform>%n Begriff</numerusform>
            <numerusform>%n Begriffe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) would be tagged.</source>
        <translation>
            <numerusform>%n Foto würde verschlagwortet.</numerusform>
            <numerusform>%n Fotos würden verschlagwortet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tag(s) taken back.</source>
        <translation>
            <numerusform>%n Schlagwort zurückgenommen.</numerusform>
            <numerusform>%n Schlagwörter zurückgenommen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tag(s) written. What you tagged yourself stays.</source>
        <translation>
            <numerusform>%n Schlagwort vergeben. Von Hand Vergebenes bleibt.</numerusform>
            <numerusform>%n Schlagwörter vergeben. Von Hand Vergebenes bleibt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete the label list “{name}”?</source>
        <translation>Begriffsliste „{name}“ löschen?</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>Else a photo gets only the label that fits best</source>
        <translation>Sonst erhält ein Foto nur den Begriff, der am besten passt</translation>
    </message>
    <message>
        <source>Find the photos that fit; nothing is changed</source>
        <translation>Passende Fotos suchen; es wird nichts geändert</translation>
    </message>
    <message>
        <source>Give the photos these tags</source>
        <translation>Den Fotos diese Schlagwörter geben</translation>
    </message>
    <message>
        <source>Import a label list</source>
        <translation>Begriffsliste importieren</translation>
    </message>
    <message>
        <source>Import a list of words to tag photos by.</source>
        <translation>Eine Liste von Begriffen importieren, um Fotos danach zu verschlagworten.</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Import…</translation>
    </message>
    <message>
        <source>In this library</source>
        <translation>In dieser Bibliothek</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Begriff</translation>
    </message>
    <message>
        <source>Label lists</source>
        <translation>Begriffslisten</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Begriffe</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Looking which photos fit…</source>
        <translation>Passende Fotos werden gesucht…</translation>
    </message>
    <message>
        <source>No label list</source>
        <translation>Keine Begriffsliste</translation>
    </message>
    <message>
        <source>No photo fits these labels.</source>
        <translation>Kein Foto passt zu diesen Begriffen.</translation>
    </message>
    <message>
        <source>One label a line, or CSV or JSON</source>
        <translation>Ein Begriff pro Zeile oder CSV oder JSON</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Several labels may fit one photo</source>
        <translation>Mehrere Begriffe pro Foto möglich</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Take off the tags that this list gave last</source>
        <translation>Die Schlagwörter entfernen, die diese Liste zuletzt vergeben hat</translation>
    </message>
    <message>
        <source>Taking tags back…</source>
        <translation>Schlagwörter werden zurückgenommen…</translation>
    </message>
    <message>
        <source>The tags that it gave stay.</source>
        <translation>Die von ihr vergebenen Schlagwörter bleiben.</translation>
    </message>
    <message>
        <source>To begin with</source>
        <translation>Für den Anfang</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Writing tags…</source>
        <translation>Schlagwörter werden vergeben…</translation>
    </message>
    <message>
        <source>“{name}” is deleted; its tags stay.</source>
        <translation>„{name}“ ist gelöscht; die Schlagwörter bleiben.</translation>
    </message>
    <message>
        <source>“{name}” is in the library now.</source>
        <translation>„{name}“ ist jetzt in der Bibliothek.</translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message numerus="yes">
        <source>%n star(s)</source>
        <translation>
            <numerusform>%n Stern</numerusform>
            <numerusform>%n Sterne</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;About photoclip</source>
        <translation>&amp;Über photoclip</translation>
    </message>
    <message>
        <source>&amp;Activity</source>
        <translation>&amp;Aktivität</translation>
    </message>
    <message>
        <source>&amp;Add folder…</source>
        <translation>Ordner &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;All photos</source>
        <translation>&amp;Alle Fotos</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Commands…</source>
        <translation>&amp;Befehle…</translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation>Bild &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>&amp;Vor</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;Larger thumbnails</source>
        <translation>&amp;Größere Vorschaubilder</translation>
    </message>
    <message>
        <source>&amp;Look through folders now</source>
        <translation>Ordner jetzt &amp;durchsehen</translation>
    </message>
    <message>
        <source>&amp;Models…</source>
        <translation>&amp;Modelle…</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Öffnen</translation>
    </message>
    <message>
        <source>&amp;Pause or resume adding photos</source>
        <translation>Hinzufügen &amp;anhalten oder fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Pick</source>
        <translation>&amp;Markieren</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>&amp;Searching with words</source>
        <translation>&amp;Suchen mit Worten</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>&amp;Sidebar</source>
        <translation>&amp;Seitenleiste</translation>
    </message>
    <message>
        <source>&amp;Tags…</source>
        <translation>&amp;Schlagwörter…</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Add to &amp;album…</source>
        <translation>Zu &amp;Album hinzufügen…</translation>
    </message>
    <message>
        <source>Copy &amp;path</source>
        <translation>&amp;Pfad kopieren</translation>
    </message>
    <message>
        <source>Fi&amp;nd</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>Files that could n&amp;ot be read</source>
        <translation>&amp;Problemdateien</translation>
    </message>
    <message>
        <source>Find si&amp;milar</source>
        <translation>Ä&amp;hnliche suchen</translation>
    </message>
    <message>
        <source>Move to the trash…</source>
        <translation>In den Papierkorb legen…</translation>
    </message>
    <message>
        <source>No stars</source>
        <translation>Keine Sterne</translation>
    </message>
    <message>
        <source>Open with the &amp;usual program</source>
        <translation>Mit dem &amp;üblichen Programm öffnen</translation>
    </message>
    <message>
        <source>Ph&amp;oto</source>
        <translation>&amp;Foto</translation>
    </message>
    <message>
        <source>Re&amp;ject</source>
        <translation>A&amp;blehnen</translation>
    </message>
    <message>
        <source>Remove from this album</source>
        <translation>Aus diesem Album entfernen</translation>
    </message>
    <message>
        <source>S&amp;maller thumbnails</source>
        <translation>&amp;Kleinere Vorschaubilder</translation>
    </message>
    <message>
        <source>Sa&amp;ve this search…</source>
        <translation>Suche si&amp;chern…</translation>
    </message>
    <message>
        <source>Search with the &amp;picture copied</source>
        <translation>Mit dem kopierten &amp;Bild suchen</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>Select &amp;nothing</source>
        <translation>&amp;Nichts auswählen</translation>
    </message>
    <message>
        <source>Show in the &amp;file manager</source>
        <translation>Im &amp;Dateimanager zeigen</translation>
    </message>
    <message>
        <source>Sl&amp;ideshow</source>
        <translation>D&amp;iaschau</translation>
    </message>
    <message>
        <source>Take the flag &amp;off</source>
        <translation>Markierung au&amp;fheben</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>100 languages</source>
        <translation>100 Sprachen</translation>
    </message>
    <message>
        <source>A folder with open_clip_config.json and weights</source>
        <translation>Ein Ordner mit open_clip_config.json und Gewichten</translation>
    </message>
    <message>
        <source>A good first choice: quick on any computer, knows most everyday things.</source>
        <translation>Eine gute erste Wahl: schnell auf jedem Computer, kennt die meisten alltäglichen Dinge.</translation>
    </message>
    <message>
        <source>Apple graphics</source>
        <translation>Apple-Grafik</translation>
    </message>
    <message>
        <source>Ask in your own language; pictures are as quick as with the small models.</source>
        <translation>Fragen in vielen Sprachen, auch auf Deutsch; Bilder gehen so schnell wie bei den kleinen Modellen.</translation>
    </message>
    <message>
        <source>Built-in demo model</source>
        <translation>Eingebautes Demomodell</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>Close (Esc); a download goes on meanwhile</source>
        <translation>Schließen (Esc); ein Herunterladen geht inzwischen weiter</translation>
    </message>
    <message>
        <source>Comes with photoclip and shows how searching works. It knows the scenes of the sample library and about 150 everyday things: for your own photos, take another.</source>
        <translation>Gehört zu photoclip und zeigt, wie das Suchen geht. Es kennt die Szenen der Beispielbibliothek und etwa 150 alltägliche Dinge; für eigene Fotos ist ein anderes besser.</translation>
    </message>
    <message>
        <source>Detailed</source>
        <translation>Genau</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Download the rest</source>
        <translation>Den Rest herunterladen</translation>
    </message>
    <message>
        <source>Download {size} from Hugging Face</source>
        <translation>{size} von Hugging Face herunterladen</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>Wird vorbereitet…</translation>
    </message>
    <message>
        <source>Import a file of weights</source>
        <translation>Datei mit Gewichten importieren</translation>
    </message>
    <message>
        <source>Import a file…</source>
        <translation>Datei importieren…</translation>
    </message>
    <message>
        <source>Import a folder with a model</source>
        <translation>Ordner mit einem Modell importieren</translation>
    </message>
    <message>
        <source>Import a folder…</source>
        <translation>Ordner importieren…</translation>
    </message>
    <message>
        <source>Importing {name}…</source>
        <translation>{name} wird importiert…</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>In use once every photo was read</source>
        <translation>In Gebrauch, sobald alle Fotos gelesen sind</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Many languages</source>
        <translation>Viele Sprachen</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Measure how fast it is on this computer; takes a few seconds</source>
        <translation>Messen, wie schnell es auf diesem Computer ist; dauert einige Sekunden</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Wird gemessen…</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Nearly as quick, and finds more; the best small model.</source>
        <translation>Fast so schnell und findet mehr; das beste kleine Modell.</translation>
    </message>
    <message>
        <source>Needs pip install &apos;photoclip[multilingual]&apos;</source>
        <translation>Braucht pip install &apos;photoclip[multilingual]&apos;</translation>
    </message>
    <message>
        <source>One thing at a time: wait until {name} is finished.</source>
        <translation>Eins nach dem anderen: {name} ist noch nicht fertig.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Quick and sharp</source>
        <translation>Schnell und scharf</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Search with this model; the photos are read again for it</source>
        <translation>Mit diesem Modell suchen; dafür werden die Fotos noch einmal gelesen</translation>
    </message>
    <message>
        <source>Sees finer detail; about four times slower.</source>
        <translation>Sieht feinere Einzelheiten; etwa viermal langsamer.</translation>
    </message>
    <message>
        <source>The best answers; for computers with a graphics card, or for patience.</source>
        <translation>Die besten Antworten; für Computer mit Grafikkarte oder für Geduld.</translation>
    </message>
    <message>
        <source>The model could not be downloaded because there is no connection. Everything else works without one; try again later, or import a model from a file.</source>
        <translation>Das Modell konnte nicht heruntergeladen werden, weil keine Verbindung besteht. Alles andere geht auch ohne; später erneut versuchen oder ein Modell aus einer Datei importieren.</translation>
    </message>
    <message>
        <source>The model is what understands photos and words. It runs on this computer: it is downloaded once, and your photos are never sent anywhere.</source>
        <translation>Das Modell versteht Fotos und Worte. Es läuft auf diesem Computer: Es wird einmal heruntergeladen, und Fotos werden nie irgendwohin gesendet.</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>Gründlich</translation>
    </message>
    <message>
        <source>Throw away what is here</source>
        <translation>Wegwerfen, was schon da ist</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Weights of a model that open_clip knows</source>
        <translation>Gewichte eines Modells, das open_clip kennt</translation>
    </message>
    <message>
        <source>What is here stays</source>
        <translation>Was da ist, bleibt</translation>
    </message>
    <message>
        <source>Which model is it?</source>
        <translation>Welches Modell ist es?</translation>
    </message>
    <message>
        <source>graphics card</source>
        <translation>Grafikkarte</translation>
    </message>
    <message>
        <source>photoclip reads your photos again for “{name}”. Until that is finished, searches are answered as before.</source>
        <translation>photoclip liest die Fotos für „{name}“ noch einmal. Bis das fertig ist, werden Suchen wie bisher beantwortet.</translation>
    </message>
    <message>
        <source>processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{licence} licence</source>
        <translation>{licence}-Lizenz</translation>
    </message>
    <message>
        <source>{name} does not say which architecture it has:</source>
        <translation>{name} sagt nicht, welche Architektur es hat:</translation>
    </message>
    <message>
        <source>{number} photos a second here ({device})</source>
        <translation>hier {number} Fotos pro Sekunde ({device})</translation>
    </message>
    <message>
        <source>{size} are here</source>
        <translation>{size} sind da</translation>
    </message>
    <message>
        <source>{total}, checking…</source>
        <translation>{total}, wird geprüft…</translation>
    </message>
</context>
<context>
    <name>Organise</name>
    <message numerus="yes">
        <source>%n file(s) stayed where they are.</source>
        <translation>
            <numerusform>%n Datei blieb, wo sie ist.</numerusform>
            <numerusform>%n Dateien blieben, wo sie sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>Add %n photo(s) to an album</source>
        <translation>
            <numerusform>%n Foto in ein Album</numerusform>
            <numerusform>%n Fotos in ein Album</numerusform>
        </translation>
    </message>
    <message>
        <source>Add tags, with commas between them</source>
        <translation>Schlagwörter hinzufügen, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Add the recent tag {name}</source>
        <translation>Das kürzlich verwendete Schlagwort {name} hinzufügen</translation>
    </message>
    <message>
        <source>Add to album</source>
        <translation>Zu Album hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>Added %n photo(s) to “{name}”</source>
        <translation>
            <numerusform>%n Foto zu „{name}“ hinzugefügt</numerusform>
            <numerusform>%n Fotos zu „{name}“ hinzugefügt</numerusform>
        </translation>
    </message>
    <message>
        <source>Albums</source>
        <translation>Alben</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>Copied %n path(s)</source>
        <translation>
            <numerusform>%n Pfad kopiert</numerusform>
            <numerusform>%n Pfade kopiert</numerusform>
        </translation>
    </message>
    <message>
        <source>Copied the picture</source>
        <translation>Bild kopiert</translation>
    </message>
    <message>
        <source>Deleted the album “{name}”</source>
        <translation>Album „{name}“ gelöscht</translation>
    </message>
    <message>
        <source>Deleted the search “{name}”</source>
        <translation>Suche „{name}“ gelöscht</translation>
    </message>
    <message>
        <source>Done again: {what}</source>
        <translation>Wiederhergestellt: {what}</translation>
    </message>
    <message>
        <source>Files that could not be moved to the trash</source>
        <translation>Dateien, die nicht in den Papierkorb gelegt werden konnten</translation>
    </message>
    <message>
        <source>Find an album, or name a new one</source>
        <translation>Album suchen oder ein neues benennen</translation>
    </message>
    <message>
        <source>Find or name an album</source>
        <translation>Album suchen oder benennen</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Markierung</translation>
    </message>
    <message>
        <source>It is no longer there.</source>
        <translation>Sie ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Known tags</source>
        <translation>Bekannte Schlagwörter</translation>
    </message>
    <message>
        <source>Looking at the tags…</source>
        <translation>Schlagwörter werden angesehen…</translation>
    </message>
    <message>
        <source>Looking at the tags… {share} %</source>
        <translation>Schlagwörter werden angesehen… {share} %</translation>
    </message>
    <message>
        <source>Made the album “{name}”</source>
        <translation>Album „{name}“ angelegt</translation>
    </message>
    <message>
        <source>Make album</source>
        <translation>Album anlegen</translation>
    </message>
    <message numerus="yes">
        <source>Move %n file(s) to the trash?</source>
        <translation>
            <numerusform>%n Datei in den Papierkorb legen?</numerusform>
            <numerusform>%n Dateien in den Papierkorb legen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>In den Papierkorb legen</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>In den Papierkorb legen</translation>
    </message>
    <message numerus="yes">
        <source>Moved %n file(s) to the trash</source>
        <translation>
            <numerusform>%n Datei in den Papierkorb gelegt</numerusform>
            <numerusform>%n Dateien in den Papierkorb gelegt</numerusform>
        </translation>
    </message>
    <message>
        <source>Moving to the trash: {done} of {total}</source>
        <translation>In den Papierkorb: {done} von {total}</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>New album</source>
        <translation>Neues Album</translation>
    </message>
    <message numerus="yes">
        <source>New album with %n photo(s)</source>
        <translation>
            <numerusform>Neues Album mit %n Foto</numerusform>
            <numerusform>Neues Album mit %n Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>New album “{name}”</source>
        <translation>Neues Album „{name}“</translation>
    </message>
    <message>
        <source>No file manager answers; the folder is {folder}.</source>
        <translation>Kein Dateimanager antwortet; der Ordner ist {folder}.</translation>
    </message>
    <message>
        <source>No file of these photos is there at the moment.</source>
        <translation>Keine Datei dieser Fotos ist zurzeit da.</translation>
    </message>
    <message>
        <source>No program opens {file}; choose one in your system&apos;s settings.</source>
        <translation>Kein Programm öffnet {file}; in den Einstellungen des Systems lässt sich eines wählen.</translation>
    </message>
    <message>
        <source>Nothing to change</source>
        <translation>Nichts zu ändern</translation>
    </message>
    <message>
        <source>Opened the first {count} photos</source>
        <translation>Die ersten {count} Fotos geöffnet</translation>
    </message>
    <message>
        <source>Other album…</source>
        <translation>Anderes Album…</translation>
    </message>
    <message>
        <source>Photo menu</source>
        <translation>Menü des Fotos</translation>
    </message>
    <message numerus="yes">
        <source>Picked %n photo(s)</source>
        <translation>
            <numerusform>%n Foto markiert</numerusform>
            <numerusform>%n Fotos markiert</numerusform>
        </translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Bewerten</translation>
    </message>
    <message numerus="yes">
        <source>Rated %n photo(s) {stars}</source>
        <translation>
            <numerusform>%n Foto bewertet: {stars}</numerusform>
            <numerusform>%n Fotos bewertet: {stars}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rejected %n photo(s)</source>
        <translation>
            <numerusform>%n Foto abgelehnt</numerusform>
            <numerusform>%n Fotos abgelehnt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Removed %n photo(s) from “{name}”</source>
        <translation>
            <numerusform>%n Foto aus „{name}“ entfernt</numerusform>
            <numerusform>%n Fotos aus „{name}“ entfernt</numerusform>
        </translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Rename album</source>
        <translation>Album umbenennen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Sichern</translation>
    </message>
    <message>
        <source>Save this search</source>
        <translation>Diese Suche sichern</translation>
    </message>
    <message>
        <source>Saved the search “{name}”</source>
        <translation>Suche „{name}“ gesichert</translation>
    </message>
    <message numerus="yes">
        <source>Some of these %n photo(s) have copies, which go too.</source>
        <translation>
            <numerusform>Dieses Foto hat Kopien, die mitgehen.</numerusform>
            <numerusform>Einige dieser %n Fotos haben Kopien, die mitgehen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tagged %n photo(s) “{name}”</source>
        <translation>
            <numerusform>%n Foto mit „{name}“ verschlagwortet</numerusform>
            <numerusform>%n Fotos mit „{name}“ verschlagwortet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tags of %n photo(s)</source>
        <translation>
            <numerusform>Schlagwörter von %n Foto</numerusform>
            <numerusform>Schlagwörter von %n Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Tags of these photos</source>
        <translation>Schlagwörter dieser Fotos</translation>
    </message>
    <message>
        <source>Tags to add</source>
        <translation>Neue Schlagwörter</translation>
    </message>
    <message>
        <source>The album is called “{name}” now</source>
        <translation>Das Album heißt jetzt „{name}“</translation>
    </message>
    <message>
        <source>The system refused ({reason}).</source>
        <translation>Das System hat es verweigert ({reason}).</translation>
    </message>
    <message>
        <source>There is an album of this name.</source>
        <translation>Es gibt schon ein Album mit diesem Namen.</translation>
    </message>
    <message>
        <source>These photos have no tags yet.</source>
        <translation>Diese Fotos haben noch keine Schlagwörter.</translation>
    </message>
    <message>
        <source>This library is open for reading only; nothing can be changed.</source>
        <translation>Diese Bibliothek ist nur zum Lesen geöffnet; nichts kann geändert werden.</translation>
    </message>
    <message numerus="yes">
        <source>Took the flag off %n photo(s)</source>
        <translation>
            <numerusform>Markierung von %n Foto aufgehoben</numerusform>
            <numerusform>Markierung von %n Fotos aufgehoben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Took the stars off %n photo(s)</source>
        <translation>
            <numerusform>Sterne von %n Foto entfernt</numerusform>
            <numerusform>Sterne von %n Fotos entfernt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Took “{name}” off %n photo(s)</source>
        <translation>
            <numerusform>„{name}“ von %n Foto entfernt</numerusform>
            <numerusform>„{name}“ von %n Fotos entfernt</numerusform>
        </translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation>Rückgängig gemacht: {what}</translation>
    </message>
    <message>
        <source>You can put them back from the trash of your system.</source>
        <translation>Aus dem Papierkorb des Systems lassen sie sich zurückholen.</translation>
    </message>
    <message numerus="yes">
        <source>adding %n photo(s) to “{name}”</source>
        <translation>
            <numerusform>%n Foto zu „{name}“ hinzufügen</numerusform>
            <numerusform>%n Fotos zu „{name}“ hinzufügen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more folder(s)</source>
        <translation>
            <numerusform>und %n weiterer Ordner</numerusform>
            <numerusform>und %n weitere Ordner</numerusform>
        </translation>
    </message>
    <message>
        <source>deleting the album “{name}”</source>
        <translation>Album „{name}“ löschen</translation>
    </message>
    <message>
        <source>deleting the search “{name}”</source>
        <translation>Suche „{name}“ löschen</translation>
    </message>
    <message numerus="yes">
        <source>flag of %n photo(s)</source>
        <translation>
            <numerusform>Markierung von %n Foto</numerusform>
            <numerusform>Markierung von %n Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>new album name “{name}”</source>
        <translation>neuer Albumname „{name}“</translation>
    </message>
    <message>
        <source>new album “{name}”</source>
        <translation>neues Album „{name}“</translation>
    </message>
    <message numerus="yes">
        <source>rating of %n photo(s)</source>
        <translation>
            <numerusform>Bewertung von %n Foto</numerusform>
            <numerusform>Bewertung von %n Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>removing %n photo(s) from “{name}”</source>
        <translation>
            <numerusform>%n Foto aus „{name}“ entfernen</numerusform>
            <numerusform>%n Fotos aus „{name}“ entfernen</numerusform>
        </translation>
    </message>
    <message>
        <source>saving the search “{name}”</source>
        <translation>Suche „{name}“ sichern</translation>
    </message>
    <message numerus="yes">
        <source>tag “{name}” on %n photo(s)</source>
        <translation>
            <numerusform>Schlagwort „{name}“ an %n Foto</numerusform>
            <numerusform>Schlagwort „{name}“ an %n Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>taking “{name}” off %n photo(s)</source>
        <translation>
            <numerusform>„{name}“ von %n Foto entfernen</numerusform>
            <numerusform>„{name}“ von %n Fotos entfernen</numerusform>
        </translation>
    </message>
    <message>
        <source>{name}  ({count} of {photos})</source>
        <translation>{name}  ({count} von {photos})</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Befehl suchen</translation>
    </message>
    <message>
        <source>There is no such command.</source>
        <translation>Diesen Befehl gibt es nicht.</translation>
    </message>
    <message>
        <source>What would you like to do?</source>
        <translation>Was soll geschehen?</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A question takes %n pictures; the first ones are used.</source>
        <translation>
            <numerusform>Eine Frage nimmt %n Bild; das erste wird verwendet.</numerusform>
            <numerusform>Eine Frage nimmt %n Bilder; die ersten werden verwendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Add to your library</source>
        <translation>Zur Bibliothek hinzufügen</translation>
    </message>
    <message>
        <source>Add words</source>
        <translation>Worte hinzufügen</translation>
    </message>
    <message>
        <source>An address, not a picture</source>
        <translation>Eine Adresse, kein Bild</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>Clear search (Esc)</source>
        <translation>Suche leeren (Esc)</translation>
    </message>
    <message>
        <source>Counts {times}</source>
        <translation>Zählt {times}</translation>
    </message>
    <message>
        <source>Drop a picture to find similar photos, or a folder to add it</source>
        <translation>Ein Bild ablegen, um ähnliche Fotos zu finden, oder einen Ordner, um ihn hinzuzufügen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Enter: choose how it counts · Delete: remove</source>
        <translation>Eingabe: Gewicht wählen · Entf: entfernen</translation>
    </message>
    <message>
        <source>Enter: edit · -: turn round · Delete: remove</source>
        <translation>Eingabe: bearbeiten · -: umkehren · Entf: entfernen</translation>
    </message>
    <message>
        <source>Find photos like this</source>
        <translation>Ähnliche Fotos suchen</translation>
    </message>
    <message>
        <source>Less like this</source>
        <translation>Weniger davon</translation>
    </message>
    <message>
        <source>Less like {name}</source>
        <translation>Weniger wie {name}</translation>
    </message>
    <message>
        <source>Like {name}</source>
        <translation>Wie {name}</translation>
    </message>
    <message>
        <source>More like this</source>
        <translation>Mehr davon</translation>
    </message>
    <message>
        <source>Not like this</source>
        <translation>Nicht wie dieses</translation>
    </message>
    <message>
        <source>Not {filter}</source>
        <translation>Nicht {filter}</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>Eingefügtes Bild</translation>
    </message>
    <message>
        <source>Photos of this kind move back</source>
        <translation>Fotos dieser Art rücken nach hinten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove (Delete)</source>
        <translation>Entfernen (Entf)</translation>
    </message>
    <message>
        <source>Remove {piece}</source>
        <translation>{piece} entfernen</translation>
    </message>
    <message>
        <source>Save this search</source>
        <translation>Diese Suche sichern</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search by what is in the picture</source>
        <translation>Suchen nach dem, was im Bild ist</translation>
    </message>
    <message>
        <source>Search photos</source>
        <translation>Fotos suchen</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>Sucht</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>The folder stays where it is</source>
        <translation>Der Ordner bleibt, wo er ist</translation>
    </message>
    <message>
        <source>The picture cannot be kept for now: {reason}.</source>
        <translation>Das Bild kann zurzeit nicht abgelegt werden: {reason}.</translation>
    </message>
    <message>
        <source>The picture cannot be kept for now; is the disk full?</source>
        <translation>Das Bild kann zurzeit nicht abgelegt werden; ist der Datenträger voll?</translation>
    </message>
    <message>
        <source>The picture is looked at, not added to your library</source>
        <translation>Das Bild wird angesehen, aber nicht zur Bibliothek hinzugefügt</translation>
    </message>
    <message>
        <source>Turn round: {text}</source>
        <translation>Umkehren: {text}</translation>
    </message>
    <message>
        <source>What is wrong with the search</source>
        <translation>Was an der Suche nicht stimmt</translation>
    </message>
    <message>
        <source>Without {words}</source>
        <translation>Ohne {words}</translation>
    </message>
    <message>
        <source>a file type, such as png</source>
        <translation>ein Dateityp wie png</translation>
    </message>
    <message>
        <source>a folder&apos;s name or path</source>
        <translation>Name oder Pfad eines Ordners</translation>
    </message>
    <message>
        <source>a part of the camera&apos;s name</source>
        <translation>ein Teil des Kameranamens</translation>
    </message>
    <message>
        <source>a part of the lens&apos;s name</source>
        <translation>ein Teil des Objektivnamens</translation>
    </message>
    <message>
        <source>a tag</source>
        <translation>ein Schlagwort</translation>
    </message>
    <message>
        <source>an album&apos;s name</source>
        <translation>der Name eines Albums</translation>
    </message>
    <message>
        <source>at least so many stars; 0: unrated</source>
        <translation>mindestens so viele Sterne; 0: ohne Bewertung</translation>
    </message>
    <message>
        <source>counts {times}</source>
        <translation>zählt {times}</translation>
    </message>
    <message>
        <source>like {names}</source>
        <translation>wie {names}</translation>
    </message>
    <message>
        <source>not like {names}</source>
        <translation>nicht wie {names}</translation>
    </message>
    <message>
        <source>photoclip never fetches from the web; copy the picture itself and paste it here, or save it and drop the file.</source>
        <translation>photoclip holt nie etwas aus dem Internet; das Bild selbst kopieren und hier einfügen oder es sichern und die Datei ablegen.</translation>
    </message>
    <message>
        <source>picked, rejected or none</source>
        <translation>picked (markiert), rejected (abgelehnt) oder none (keine)</translation>
    </message>
    <message>
        <source>taken before a year, month or day</source>
        <translation>aufgenommen vor einem Jahr, Monat oder Tag</translation>
    </message>
    <message>
        <source>taken from a year, month or day on</source>
        <translation>aufgenommen ab einem Jahr, Monat oder Tag</translation>
    </message>
    <message>
        <source>“{filter}” is not a filter; known are {filters}. Words with a colon go in quotes.</source>
        <translation>„{filter}“ ist kein Filter; bekannt sind {filters}. Worte mit Doppelpunkt gehören in Anführungszeichen.</translation>
    </message>
    <message>
        <source>“{filter}” is not understood; “{name}:” means: {wanted}.</source>
        <translation>„{filter}“ ist nicht zu verstehen; „{name}:“ heißt: {wanted}.</translation>
    </message>
    <message>
        <source>“{words}”</source>
        <translation>„{words}“</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message numerus="yes">
        <source>%n pattern(s) left out</source>
        <translation>
            <numerusform>%n Muster ausgelassen</numerusform>
            <numerusform>%n Muster ausgelassen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n abgelehnt</numerusform>
            <numerusform>%n abgelehnt</numerusform>
        </translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Add a folder with photos</source>
        <translation>Ordner mit Fotos hinzufügen</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Adding photos</source>
        <translation>Fotos hinzufügen</translation>
    </message>
    <message>
        <source>All that photoclip writes lies in these places.</source>
        <translation>Alles, was photoclip schreibt, liegt an diesen Orten.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>As many as processors</source>
        <translation>So viele wie Prozessoren</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Built with {parts}.</source>
        <translation>Gebaut mit {parts}.</translation>
    </message>
    <message>
        <source>Choose folders inside whose photos are not shown</source>
        <translation>Ordner darin wählen, deren Fotos nicht gezeigt werden</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Clear: {place}</source>
        <translation>Leeren: {place}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Connections attempted since photoclip was started: {count}</source>
        <translation>Versuchte Verbindungen seit dem Start von photoclip: {count}</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Device and precision take effect when photoclip is started again.</source>
        <translation>Gerät und Genauigkeit gelten ab dem nächsten Start von photoclip.</translation>
    </message>
    <message>
        <source>Empty the log</source>
        <translation>Protokoll leeren</translation>
    </message>
    <message>
        <source>Find your photos by saying what is in them.</source>
        <translation>Fotos finden, indem man sagt, was darauf ist.</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Folders to leave out, one a line</source>
        <translation>Auszulassende Ordner, einer je Zeile</translation>
    </message>
    <message>
        <source>Free software under the MIT licence.</source>
        <translation>Freie Software unter der MIT-Lizenz.</translation>
    </message>
    <message>
        <source>Hidden folders, and folders that hold a file named .nomedia, are left out.</source>
        <translation>Versteckte Ordner und Ordner mit einer Datei namens .nomedia werden ausgelassen.</translation>
    </message>
    <message>
        <source>It moved…</source>
        <translation>Umgezogen…</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Leave out folders inside {name}</source>
        <translation>Ordner in {name} auslassen</translation>
    </message>
    <message>
        <source>Leave out of “{name}”</source>
        <translation>Aus „{name}“ auslassen</translation>
    </message>
    <message>
        <source>Leave out…</source>
        <translation>Auslassen…</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Model and device</source>
        <translation>Modell und Gerät</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>No longer show its photos; the files stay</source>
        <translation>Die Fotos nicht mehr zeigen; die Dateien bleiben</translation>
    </message>
    <message>
        <source>No network: refuse every connection</source>
        <translation>Kein Netz: jede Verbindung ablehnen</translation>
    </message>
    <message>
        <source>Nothing leaves this computer: no photo, no question, no statistics. photoclip uses the network for one thing only: to download a model when it is told to.</source>
        <translation>Nichts verlässt diesen Computer: kein Foto, keine Frage, keine Statistik. photoclip benutzt das Netz nur für eines: um auf Wunsch ein Modell herunterzuladen.</translation>
    </message>
    <message>
        <source>One folder a line</source>
        <translation>Ein Ordner je Zeile</translation>
    </message>
    <message>
        <source>Only while the computer has nothing else to do</source>
        <translation>Nur solange der Computer nichts anderes zu tun hat</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Photos are read in the background. Here it is said how eagerly.</source>
        <translation>Fotos werden im Hintergrund gelesen. Hier steht, wie eifrig.</translation>
    </message>
    <message>
        <source>Photos decoded at the same time</source>
        <translation>Zugleich dekodierte Fotos</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Orte</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privatsphäre</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove folder</source>
        <translation>Ordner entfernen</translation>
    </message>
    <message>
        <source>Remove {name} from the library</source>
        <translation>{name} aus der Bibliothek entfernen</translation>
    </message>
    <message>
        <source>Remove “{name}” from photoclip?</source>
        <translation>„{name}“ aus photoclip entfernen?</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Läuft auf</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Sichern</translation>
    </message>
    <message>
        <source>Save and look through the folder again</source>
        <translation>Sichern und den Ordner neu durchsehen</translation>
    </message>
    <message>
        <source>Say where it lies now; tags stay, and nothing is read again</source>
        <translation>Sagen, wo er jetzt liegt; Schlagwörter bleiben, und nichts wird neu gelesen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Share of the processors in percent</source>
        <translation>Anteil an den Prozessoren in Prozent</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show in the file manager</source>
        <translation>Im Dateimanager zeigen</translation>
    </message>
    <message>
        <source>Show in the file manager: {place}</source>
        <translation>Im Dateimanager zeigen: {place}</translation>
    </message>
    <message>
        <source>The fastest, as measured</source>
        <translation>Das Schnellste, gemessen</translation>
    </message>
    <message>
        <source>The files stay where they are. Tags and ratings are remembered, should the folder come back.</source>
        <translation>Die Dateien bleiben, wo sie sind. Schlagwörter und Bewertungen bleiben bekannt, falls der Ordner wiederkommt.</translation>
    </message>
    <message>
        <source>The language changes when photoclip is started again.</source>
        <translation>Die Sprache gilt ab dem nächsten Start von photoclip.</translation>
    </message>
    <message>
        <source>The log cannot be emptied ({reason}).</source>
        <translation>Das Protokoll kann nicht geleert werden ({reason}).</translation>
    </message>
    <message>
        <source>The settings cannot be written to {path} ({reason}); they hold until photoclip is closed.</source>
        <translation>Die Einstellungen können nicht nach {path} geschrieben werden ({reason}); sie gelten, bis photoclip geschlossen wird.</translation>
    </message>
    <message>
        <source>There is no folder yet.</source>
        <translation>Es gibt noch keinen Ordner.</translation>
    </message>
    <message>
        <source>They are made again when they are looked at</source>
        <translation>Sie werden beim Ansehen neu gemacht</translation>
    </message>
    <message>
        <source>This library is open for reading only.</source>
        <translation>Diese Bibliothek ist nur zum Lesen geöffnet.</translation>
    </message>
    <message>
        <source>Throw away downloads that were not finished</source>
        <translation>Unfertig Heruntergeladenes wegwerfen</translation>
    </message>
    <message>
        <source>Thumbnails</source>
        <translation>Vorschaubilder</translation>
    </message>
    <message>
        <source>Use at most this share of the processors</source>
        <translation>Höchstens dieser Anteil der Prozessoren</translation>
    </message>
    <message>
        <source>Wait while on battery</source>
        <translation>Im Akkubetrieb warten</translation>
    </message>
    <message>
        <source>Where does “{name}” lie now?</source>
        <translation>Wo liegt „{name}“ jetzt?</translation>
    </message>
    <message>
        <source>Which languages searching understands depends on the model, not on this.</source>
        <translation>Welche Sprachen das Suchen versteht, hängt vom Modell ab, nicht hiervon.</translation>
    </message>
    <message>
        <source>While this is on, photoclip cannot connect to any other computer, not even to download a model.</source>
        <translation>Solange dies an ist, kann sich photoclip mit keinem anderen Computer verbinden, auch nicht, um ein Modell herunterzuladen.</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>not there now: its photos are kept and can still be found</source>
        <translation>gerade nicht da: seine Fotos bleiben und sind weiter zu finden</translation>
    </message>
    <message>
        <source>photoclip shows the photos of these folders and keeps up with them.</source>
        <translation>photoclip zeigt die Fotos dieser Ordner und hält mit ihnen Schritt.</translation>
    </message>
    <message>
        <source>{name} lies at another place now</source>
        <translation>{name} liegt jetzt an einem anderen Ort</translation>
    </message>
    <message>
        <source>“Cache” leaves out every folder of this name, “2019/Drafts” the one at this place, and “old*” all whose names begin so. The files stay where they are.</source>
        <translation>„Cache“ lässt jeden Ordner dieses Namens aus, „2019/Entwürfe“ den an dieser Stelle und „alt*“ alle, deren Name so beginnt. Die Dateien bleiben, wo sie sind.</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Back, or clear the search</source>
        <translation>Zurück oder Suche leeren</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Find a shortcut</source>
        <translation>Tastenkürzel suchen</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Larger and smaller thumbnails</source>
        <translation>Größere und kleinere Vorschaubilder</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Weiteres</translation>
    </message>
    <message>
        <source>Next and previous photo</source>
        <translation>Nächstes und voriges Foto</translation>
    </message>
    <message>
        <source>Open the photo</source>
        <translation>Foto öffnen</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>There is no such shortcut.</source>
        <translation>Dieses Tastenkürzel gibt es nicht.</translation>
    </message>
    <message>
        <source>any letter</source>
        <translation>jeder Buchstabe</translation>
    </message>
    <message>
        <source>{control}mouse wheel</source>
        <translation>{control}Mausrad</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Albums</source>
        <translation>Alben</translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>Alle Fotos</translation>
    </message>
    <message>
        <source>Being looked through now</source>
        <translation>Wird gerade durchgesehen</translation>
    </message>
    <message>
        <source>Delete album</source>
        <translation>Album löschen</translation>
    </message>
    <message>
        <source>Delete search</source>
        <translation>Suche löschen</translation>
    </message>
    <message>
        <source>Drop photos here to make one</source>
        <translation>Fotos hier ablegen</translation>
    </message>
    <message>
        <source>Files that could not be read, and why</source>
        <translation>Dateien, die nicht gelesen werden konnten, und warum</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>Filter the sidebar</source>
        <translation>Seitenleiste filtern</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Folders, albums, searches and tags</source>
        <translation>Ordner, Alben, Suchen und Schlagwörter</translation>
    </message>
    <message>
        <source>It moved to another place…</source>
        <translation>An einen anderen Ort umgezogen…</translation>
    </message>
    <message>
        <source>Kept up with: changes are noticed</source>
        <translation>Wird beobachtet: Änderungen werden bemerkt</translation>
    </message>
    <message>
        <source>Label lists</source>
        <translation>Begriffslisten</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Look for changes now</source>
        <translation>Jetzt nach Änderungen sehen</translation>
    </message>
    <message>
        <source>New album…</source>
        <translation>Neues Album…</translation>
    </message>
    <message>
        <source>No folder yet</source>
        <translation>Noch kein Ordner</translation>
    </message>
    <message>
        <source>Not there at the moment; its drive may be unplugged</source>
        <translation>Zurzeit nicht da; vielleicht ist das Laufwerk nicht angeschlossen</translation>
    </message>
    <message>
        <source>Open label list</source>
        <translation>Begriffsliste öffnen</translation>
    </message>
    <message>
        <source>Picked</source>
        <translation>Markiert</translation>
    </message>
    <message>
        <source>Problem files</source>
        <translation>Problemdateien</translation>
    </message>
    <message>
        <source>Rated</source>
        <translation>Bewertet</translation>
    </message>
    <message>
        <source>Recently added</source>
        <translation>Zuletzt hinzugefügt</translation>
    </message>
    <message>
        <source>Remove from photoclip…</source>
        <translation>Aus photoclip entfernen…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Saved searches</source>
        <translation>Gesicherte Suchen</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>Erneut suchen</translation>
    </message>
    <message>
        <source>Show all {count}</source>
        <translation>Alle {count} zeigen</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>Weniger zeigen</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>Im Dateimanager zeigen</translation>
    </message>
    <message>
        <source>Show only folders, albums and tags with this name</source>
        <translation>Nur Ordner, Alben und Schlagwörter mit diesem Namen zeigen</translation>
    </message>
    <message>
        <source>Show photos</source>
        <translation>Fotos zeigen</translation>
    </message>
    <message>
        <source>Show problem files…</source>
        <translation>Problemdateien zeigen…</translation>
    </message>
    <message>
        <source>Sidebar</source>
        <translation>Seitenleiste</translation>
    </message>
    <message>
        <source>Sidebar menu</source>
        <translation>Menü der Seitenleiste</translation>
    </message>
    <message>
        <source>Tag by a list of words…</source>
        <translation>Nach einer Liste verschlagworten…</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>There is no permission to read it, or a part of it</source>
        <translation>Er oder ein Teil davon darf nicht gelesen werden</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message numerus="yes">
        <source>%n file(s) could not be read</source>
        <translation>
            <numerusform>%n Datei konnte nicht gelesen werden</numerusform>
            <numerusform>%n Dateien konnten nicht gelesen werden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n ausgewählt</numerusform>
            <numerusform>%n ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>A small built-in demo model is in use. It knows everyday things and simple scenes; a larger CLIP model finds much more. Click to choose one.</source>
        <translation>Ein kleines eingebautes Demomodell ist in Gebrauch. Es kennt alltägliche Dinge und einfache Szenen; ein größeres CLIP-Modell findet viel mehr. Klicken, um eines zu wählen.</translation>
    </message>
    <message>
        <source>Activity in detail</source>
        <translation>Aktivität im Einzelnen</translation>
    </message>
    <message>
        <source>Adding photos: {place}</source>
        <translation>Fotos werden hinzugefügt: {place}</translation>
    </message>
    <message>
        <source>Adding photos…</source>
        <translation>Fotos werden hinzugefügt…</translation>
    </message>
    <message numerus="yes">
        <source>Getting ready to add %n photo(s)…</source>
        <translation>
            <numerusform>%n Foto wird vorbereitet…</numerusform>
            <numerusform>%n Fotos werden vorbereitet…</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking through folders…</source>
        <translation>Ordner werden durchgesehen…</translation>
    </message>
    <message>
        <source>Model in use</source>
        <translation>Verwendetes Modell</translation>
    </message>
    <message>
        <source>Pause adding photos</source>
        <translation>Hinzufügen anhalten</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Photos in the library</source>
        <translation>Fotos in der Bibliothek</translation>
    </message>
    <message>
        <source>Progress of adding photos</source>
        <translation>Fortschritt beim Hinzufügen</translation>
    </message>
    <message>
        <source>Resume adding photos</source>
        <translation>Hinzufügen fortsetzen</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gesichert…</translation>
    </message>
    <message>
        <source>Searching with {model}. Click to choose another one.</source>
        <translation>Gesucht wird mit {model}. Klicken, um ein anderes zu wählen.</translation>
    </message>
    <message>
        <source>Selected photos</source>
        <translation>Ausgewählte Fotos</translation>
    </message>
    <message>
        <source>Show the files that could not be read</source>
        <translation>Dateien zeigen, die nicht gelesen werden konnten</translation>
    </message>
    <message>
        <source>Slowed down to its limit</source>
        <translation>Auf die Grenze gebremst</translation>
    </message>
    <message>
        <source>Small demo model</source>
        <translation>Kleines Demomodell</translation>
    </message>
    <message>
        <source>Waiting for mains power</source>
        <translation>Wartet auf Netzstrom</translation>
    </message>
    <message>
        <source>Waiting until the computer is idle</source>
        <translation>Wartet, bis der Computer nichts zu tun hat</translation>
    </message>
    <message>
        <source>What is being done</source>
        <translation>Was gerade geschieht</translation>
    </message>
    <message>
        <source>What was just done</source>
        <translation>Was gerade geschehen ist</translation>
    </message>
    <message>
        <source>about {hours} h left</source>
        <translation>noch etwa {hours} Std.</translation>
    </message>
    <message>
        <source>about {hours} h {minutes} min left</source>
        <translation>noch etwa {hours} Std. {minutes} Min.</translation>
    </message>
    <message>
        <source>about {minutes} min left</source>
        <translation>noch etwa {minutes} Min.</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <comment>a date: d is the day, MMMM the month, yyyy the year</comment>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>noch weniger als eine Minute</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{number} a minute</source>
        <translation>{number} pro Minute</translation>
    </message>
    <message>
        <source>{number} a second</source>
        <translation>{number} pro Sekunde</translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation>{number}&#x202f;%</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Add a folder with photos</source>
        <translation>Ordner mit Fotos hinzufügen</translation>
    </message>
    <message>
        <source>Add a folder with photos (Ctrl+O)</source>
        <translation>Ordner mit Fotos hinzufügen (Strg+O)</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>Alle Fotos</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>Show or hide the sidebar</source>
        <translation>Seitenleiste zeigen oder verbergen</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message numerus="yes">
        <source>%n star(s)</source>
        <translation>
            <numerusform>%n Stern</numerusform>
            <numerusform>%n Sterne</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a tag</source>
        <translation>Schlagwort hinzufügen</translation>
    </message>
    <message>
        <source>Add a tag…</source>
        <translation>Schlagwort hinzufügen…</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Albums</source>
        <translation>Alben</translation>
    </message>
    <message>
        <source>Altitude</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Coordinates</source>
        <translation>Koordinaten</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>Belichtung</translation>
    </message>
    <message>
        <source>Facts of this photo</source>
        <translation>Angaben zu diesem Foto</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Filmstrip</source>
        <translation>Filmstreifen</translation>
    </message>
    <message>
        <source>Find similar photos</source>
        <translation>Ähnliche Fotos suchen</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Markierung</translation>
    </message>
    <message>
        <source>Flash</source>
        <translation>Blitz</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Known tags</source>
        <translation>Bekannte Schlagwörter</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>Objektiv</translation>
    </message>
    <message>
        <source>Look further down</source>
        <translation>Weiter unten ansehen</translation>
    </message>
    <message>
        <source>Look further up</source>
        <translation>Weiter oben ansehen</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Weitere Aktionen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name of this photo</source>
        <translation>Name dieses Fotos</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>Nächstes Foto</translation>
    </message>
    <message>
        <source>Next photo, also zoomed in</source>
        <translation>Nächstes Foto, auch vergrößert</translation>
    </message>
    <message>
        <source>No flag</source>
        <translation>Keine Markierung</translation>
    </message>
    <message>
        <source>None of the labels fits this photo.</source>
        <translation>Keiner der Begriffe passt zu diesem Foto.</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>Dateigröße</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>{name} öffnen</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Wird geöffnet…</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>Markieren</translation>
    </message>
    <message>
        <source>Picked</source>
        <translation>Markiert</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Picture {name}</source>
        <translation>Bild {name}</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Place in the list</source>
        <translation>Platz in der Liste</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation>Voriges Foto</translation>
    </message>
    <message>
        <source>Previous photo, also zoomed in</source>
        <translation>Voriges Foto, auch vergrößert</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Remove the tag {name}</source>
        <translation>Schlagwort {name} entfernen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show or hide the facts</source>
        <translation>Angaben zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Show or hide the filmstrip</source>
        <translation>Filmstreifen zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Similar photos</source>
        <translation>Ähnliche Fotos</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Slideshow</source>
        <translation>Diaschau</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>The file is not there.</source>
        <translation>Die Datei ist nicht da.</translation>
    </message>
    <message>
        <source>Type a tag and press Enter (T)</source>
        <translation>Schlagwort eingeben und Eingabetaste drücken (T)</translation>
    </message>
    <message>
        <source>What the model sees</source>
        <translation>Was das Modell sieht</translation>
    </message>
    <message>
        <source>Whole photo</source>
        <translation>Ganzes Foto</translation>
    </message>
    <message>
        <source>Whole photo or real pixels</source>
        <translation>Ganzes Foto oder echte Pixel</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Vergrößerung</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Zoom: {zoom}</source>
        <translation>Vergrößerung: {zoom}</translation>
    </message>
    <message>
        <source>Zoom: {zoom}, the whole photo</source>
        <translation>Vergrößerung: {zoom}, das ganze Foto</translation>
    </message>
    <message>
        <source>fired</source>
        <translation>ausgelöst</translation>
    </message>
    <message>
        <source>from the file</source>
        <translation>aus der Datei</translation>
    </message>
    <message>
        <source>from the file&apos;s metadata</source>
        <translation>aus den Metadaten der Datei</translation>
    </message>
    <message>
        <source>from the file&apos;s metadata, local time of the camera</source>
        <translation>aus den Metadaten der Datei, Ortszeit der Kamera</translation>
    </message>
    <message>
        <source>given by you</source>
        <translation>von Hand vergeben</translation>
    </message>
    <message>
        <source>not reachable now</source>
        <translation>gerade nicht erreichbar</translation>
    </message>
    <message>
        <source>off</source>
        <comment>flash</comment>
        <translation>aus</translation>
    </message>
    <message>
        <source>tagged automatically</source>
        <translation>automatisch verschlagwortet</translation>
    </message>
    <message>
        <source>tagged automatically, {chance} sure</source>
        <translation>automatisch verschlagwortet, {chance} sicher</translation>
    </message>
    <message>
        <source>{place} of {count}</source>
        <translation>{place} von {count}</translation>
    </message>
    <message>
        <source>{rating} (key {key})</source>
        <translation>{rating} (Taste {key})</translation>
    </message>
    <message>
        <source>{text}
Click to copy</source>
        <translation>{text}
Klicken zum Kopieren</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message numerus="yes">
        <source>%n drawn picture(s) to try photoclip with, in a minute.</source>
        <translation>
            <numerusform>%n gezeichnetes Bild zum Ausprobieren, in einer Minute.</numerusform>
            <numerusform>%n gezeichnete Bilder zum Ausprobieren, in einer Minute.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n folder(s)</source>
        <translation>
            <numerusform>%n Ordner hinzufügen</numerusform>
            <numerusform>%n Ordner hinzufügen</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a folder with photos</source>
        <translation>Ordner mit Fotos hinzufügen</translation>
    </message>
    <message>
        <source>Add folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Add the folders with your photos, then find them by saying what is in them. Your photos stay where they are, and nothing leaves this computer.</source>
        <translation>Ordner mit Fotos hinzufügen und die Fotos finden, indem man sagt, was darauf ist. Die Fotos bleiben, wo sie sind, und nichts verlässt diesen Computer.</translation>
    </message>
    <message>
        <source>Add “{name}”</source>
        <translation>„{name}“ hinzufügen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel drawing the sample library</source>
        <translation>Zeichnen der Beispielbibliothek abbrechen</translation>
    </message>
    <message>
        <source>Choose a better model…</source>
        <translation>Besseres Modell wählen…</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Choose another folder…</source>
        <translation>Weiteren Ordner wählen…</translation>
    </message>
    <message>
        <source>Do not add this folder</source>
        <translation>Diesen Ordner nicht hinzufügen</translation>
    </message>
    <message>
        <source>Do not add {name}</source>
        <translation>{name} nicht hinzufügen</translation>
    </message>
    <message>
        <source>Drawing pictures: {done} of {total}</source>
        <translation>Bilder werden gezeichnet: {done} von {total}</translation>
    </message>
    <message>
        <source>Folders to add</source>
        <translation>Ordner zum Hinzufügen</translation>
    </message>
    <message>
        <source>Just looking?</source>
        <translation>Nur mal schauen?</translation>
    </message>
    <message>
        <source>Other models…</source>
        <translation>Andere Modelle…</translation>
    </message>
    <message>
        <source>Pictures drawn</source>
        <translation>Gezeichnete Bilder</translation>
    </message>
    <message>
        <source>The pictures lie in {folder}.</source>
        <translation>Die Bilder liegen in {folder}.</translation>
    </message>
    <message>
        <source>The sample pictures could not be drawn; the log has the details.</source>
        <translation>Die Beispielbilder konnten nicht gezeichnet werden; Näheres steht im Protokoll.</translation>
    </message>
    <message>
        <source>Try the sample library</source>
        <translation>Beispielbibliothek ausprobieren</translation>
    </message>
    <message>
        <source>Welcome to photoclip</source>
        <translation>Willkommen bei photoclip</translation>
    </message>
    <message>
        <source>What it knows</source>
        <translation>Was photoclip kennt</translation>
    </message>
    <message>
        <source>You can also drop folders on this window.</source>
        <translation>Ordner lassen sich auch auf diesem Fenster ablegen.</translation>
    </message>
    <message>
        <source>Your photos</source>
        <translation>Eigene Fotos</translation>
    </message>
    <message>
        <source>photoclip comes with a small demo model that knows about 150 everyday things. For real photos a better one is worth its download.</source>
        <translation>photoclip bringt ein kleines Demomodell mit, das etwa 150 alltägliche Dinge kennt. Für echte Fotos lohnt es sich, ein besseres herunterzuladen.</translation>
    </message>
    <message>
        <source>photoclip searches with “{name}”.</source>
        <translation>photoclip sucht mit „{name}“.</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Adding photos stopped</source>
        <translation>Hinzufügen von Fotos angehalten</translation>
    </message>
    <message>
        <source>Close this notice</source>
        <translation>Diesen Hinweis schließen</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Something went wrong inside photoclip; the log has the details.</source>
        <translation>In photoclip ist etwas schiefgegangen; Näheres steht im Protokoll.</translation>
    </message>
    <message>
        <source>The library cannot be opened</source>
        <translation>Die Bibliothek kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard.</source>
        <translation>In der Zwischenablage ist kein Bild.</translation>
    </message>
    <message>
        <source>This library is being written by process {pid} on {host}. Until it has finished, you can look and search, but not add folders.</source>
        <translation>In diese Bibliothek schreibt gerade der Prozess {pid} auf {host}. Bis er fertig ist, lassen sich Fotos ansehen und suchen, aber keine Ordner hinzufügen.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
</TS>
