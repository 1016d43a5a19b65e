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
    <name>Carry</name>
    <message numerus="yes">
        <source>%n album(s)</source>
        <translation>
            <numerusform>%n Album</numerusform>
            <numerusform>%n Alben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label list(s)</source>
        <translation>
            <numerusform>%n Begriffsliste</numerusform>
            <numerusform>%n Begriffslisten</numerusform>
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
        <source>%n photo(s), {tags} tags</source>
        <translation>
            <numerusform>%n Foto, {tags} Schlagwörter</numerusform>
            <numerusform>%n Fotos, {tags} Schlagwörter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rating(s) or flag(s)</source>
        <translation>
            <numerusform>%n Bewertung oder Markierung</numerusform>
            <numerusform>%n Bewertungen oder Markierungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n saved search(es)</source>
        <translation>
            <numerusform>%n gespeicherte Suche</numerusform>
            <numerusform>%n gespeicherte Suchen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tag(s)</source>
        <translation>
            <numerusform>%n Schlagwort</numerusform>
            <numerusform>%n Schlagwörter</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Einen Ordner wählen</translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation>Den Ordner wählen</translation>
    </message>
    <message>
        <source>Choose where {folder} is here</source>
        <translation>Wählen, wo {folder} hier liegt</translation>
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
        <source>Colour label</source>
        <translation>Farbmarkierung</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Everything in it was here already.</source>
        <translation>Alles darin war hier schon vorhanden.</translation>
    </message>
    <message>
        <source>Export library</source>
        <translation>Bibliothek exportieren</translation>
    </message>
    <message numerus="yes">
        <source>Exported %n photo(s) with {tags} tags ({size}).</source>
        <translation>
            <numerusform>%n Foto mit {tags} Schlagwörtern exportiert ({size}).</numerusform>
            <numerusform>%n Fotos mit {tags} Schlagwörtern exportiert ({size}).</numerusform>
        </translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Markierung</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Folder that you removed</source>
        <translation>Ordner, den Sie entfernt haben</translation>
    </message>
    <message>
        <source>Here they are in</source>
        <translation>Hier liegen sie in</translation>
    </message>
    <message>
        <source>Import library</source>
        <translation>Bibliothek importieren</translation>
    </message>
    <message>
        <source>Imported: {what}.</source>
        <translation>Importiert: {what}.</translation>
    </message>
    <message>
        <source>Kept as it is here</source>
        <translation>Hier unverändert geblieben</translation>
    </message>
    <message numerus="yes">
        <source>Kept as it is here: %n thing(s).</source>
        <translation>
            <numerusform>Hier unverändert geblieben: %n Sache.</numerusform>
            <numerusform>Hier unverändert geblieben: %n Sachen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Label list</source>
        <translation>Begriffsliste</translation>
    </message>
    <message>
        <source>Photos were in</source>
        <translation>Die Fotos lagen in</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Saved search</source>
        <translation>Gespeicherte Suche</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>Sterne</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Schlagwort</translation>
    </message>
    <message>
        <source>Takes in what photoclip exported, here or on another computer. The same photos become one. What you decided here stays; the rest comes.</source>
        <translation>Nimmt auf, was photoclip hier oder auf einem anderen Computer exportiert hat. Gleiche Fotos werden eins. Was Sie hier entschieden haben, bleibt; der Rest kommt hinzu.</translation>
    </message>
    <message>
        <source>The folder with manifest.json in it</source>
        <translation>Der Ordner, in dem manifest.json liegt</translation>
    </message>
    <message>
        <source>The last export or import is just ending; try again.</source>
        <translation>Der letzte Export oder Import endet gerade; versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The library was exported</source>
        <translation>Die Bibliothek wurde exportiert</translation>
    </message>
    <message>
        <source>The library was imported</source>
        <translation>Die Bibliothek wurde importiert</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Where is “{folder}” here?</source>
        <translation>Wo liegt „{folder}“ hier?</translation>
    </message>
    <message>
        <source>Writes tags, stars, albums, label lists, searches and vectors into a new folder, as open files that other programs can read. The photos themselves stay where they are.</source>
        <translation>Schreibt Schlagwörter, Sterne, Alben, Begriffslisten, Suchen und Vektoren in einen neuen Ordner, als offene Dateien, die andere Programme lesen können. Die Fotos selbst bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>here {here}, there {there}</source>
        <translation>hier {here}, dort {there}</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>{folder} is not there now.</source>
        <translation>{folder} ist gerade nicht da.</translation>
    </message>
</context>
<context>
    <name>Copies</name>
    <message numerus="yes">
        <source>%Ln group(s) to decide</source>
        <translation>
            <numerusform>%Ln Gruppe zu entscheiden</numerusform>
            <numerusform>%Ln Gruppen zu entscheiden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) stayed where they are. {reason}</source>
        <translation>
            <numerusform>%n Datei blieb, wo sie ist. {reason}</numerusform>
            <numerusform>%n Dateien blieben, wo sie sind. {reason}</numerusform>
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
        <source>, trash %n</source>
        <translation>
            <numerusform>, %n in den Papierkorb</numerusform>
            <numerusform>, %n in den Papierkorb</numerusform>
        </translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>Bestes</translation>
    </message>
    <message>
        <source>Best to keep: {reasons}</source>
        <translation>Am besten behalten: {reasons}</translation>
    </message>
    <message>
        <source>Burst</source>
        <translation>Serie</translation>
    </message>
    <message>
        <source>Bursts</source>
        <translation>Serien</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Wird verglichen …</translation>
    </message>
    <message>
        <source>Copies side by side</source>
        <translation>Kopien nebeneinander</translation>
    </message>
    <message>
        <source>Copies, edits and bursts come up here as photos are added.</source>
        <translation>Kopien, Bearbeitungen und Serien erscheinen hier, wenn Fotos dazukommen.</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Abwärts</translation>
    </message>
    <message>
        <source>Each photo is compared with all others once; groups come up here.</source>
        <translation>Jedes Foto wird einmal mit allen anderen verglichen; Gruppen erscheinen hier.</translation>
    </message>
    <message>
        <source>Edited or resized</source>
        <translation>Bearbeitet oder verkleinert</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Groups of copies</source>
        <translation>Gruppen von Kopien</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message numerus="yes">
        <source>Keep %n</source>
        <translation>
            <numerusform>%n behalten</numerusform>
            <numerusform>%n behalten</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep all</source>
        <translation>Alle behalten</translation>
    </message>
    <message>
        <source>Keep it or trash it (Space)</source>
        <translation>Behalten oder in den Papierkorb (Leertaste)</translation>
    </message>
    <message>
        <source>Keep the best, trash the others</source>
        <translation>Das beste behalten, die anderen in den Papierkorb</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Looking for copies…</source>
        <translation>Kopien werden gesucht …</translation>
    </message>
    <message>
        <source>No copies to decide about</source>
        <translation>Keine Kopien zu entscheiden</translation>
    </message>
    <message>
        <source>Not the same</source>
        <translation>Nicht dasselbe</translation>
    </message>
    <message>
        <source>Picture {name}</source>
        <translation>Bild {name}</translation>
    </message>
    <message>
        <source>Put these back from the trash of your system: {names}.</source>
        <translation>Diese liegen noch im Papierkorb Ihres Systems: {names}.</translation>
    </message>
    <message>
        <source>Same file</source>
        <translation>Gleiche Datei</translation>
    </message>
    <message>
        <source>Same picture</source>
        <translation>Gleiches Bild</translation>
    </message>
    <message>
        <source>These could not be moved to the trash: {names}.</source>
        <translation>Diese konnten nicht in den Papierkorb verschoben werden: {names}.</translation>
    </message>
    <message>
        <source>To the trash</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>Which groups</source>
        <translation>Welche Gruppen</translation>
    </message>
    <message>
        <source>camera raw</source>
        <translation>Rohdatei der Kamera</translation>
    </message>
    <message>
        <source>comparing, {count} photos left</source>
        <translation>Vergleich läuft, noch {count} Fotos</translation>
    </message>
    <message>
        <source>equal; this one comes first</source>
        <translation>gleichwertig; dieses kommt zuerst</translation>
    </message>
    <message>
        <source>knows date and camera</source>
        <translation>kennt Datum und Kamera</translation>
    </message>
    <message>
        <source>largest</source>
        <translation>am größten</translation>
    </message>
    <message>
        <source>least compressed</source>
        <translation>am wenigsten komprimiert</translation>
    </message>
    <message>
        <source>more stars</source>
        <translation>mehr Sterne</translation>
    </message>
    <message>
        <source>more tags and albums</source>
        <translation>mehr Schlagwörter und Alben</translation>
    </message>
    <message>
        <source>not named as a copy</source>
        <translation>heißt nicht wie eine Kopie</translation>
    </message>
    <message>
        <source>sharpest, {value} times the next</source>
        <translation>am schärfsten, {value}-mal so scharf wie das nächste</translation>
    </message>
    <message>
        <source>the oldest file</source>
        <translation>die älteste Datei</translation>
    </message>
    <message>
        <source>you picked it</source>
        <translation>ausgewählt</translation>
    </message>
    <message>
        <source>← → photo  ·  Space keep or trash  ·  B best  ·  Z zoom</source>
        <translation>← → Foto  ·  Leertaste behalten oder nicht  ·  B Bestes  ·  Z Zoom</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>A saved search needs a name; type at least one letter.</source>
        <translation>Eine gespeicherte Suche braucht einen Namen; tippen Sie wenigstens einen Buchstaben.</translation>
    </message>
    <message>
        <source>A single weights file does not say what it is; name its architecture, for example ViT-B-32 for {name}.</source>
        <translation>Eine einzelne Gewichtsdatei sagt nicht, was sie ist; nennen Sie ihre Architektur, zum Beispiel ViT-B-32 für {name}.</translation>
    </message>
    <message>
        <source>A tag needs a name; type at least one letter.</source>
        <translation>Ein Schlagwort braucht einen Namen; tippen Sie wenigstens einen Buchstaben.</translation>
    </message>
    <message>
        <source>A {name} file cannot be copied without its metadata; export it as JPEG.</source>
        <translation>Eine {name}-Datei kann nicht ohne ihre Metadaten kopiert werden; exportieren Sie sie als JPEG.</translation>
    </message>
    <message>
        <source>An album needs a name; type at least one letter.</source>
        <translation>Ein Album braucht einen Namen; tippen Sie wenigstens einen Buchstaben.</translation>
    </message>
    <message>
        <source>Another program keeps the library {path} busy; try again in a moment.</source>
        <translation>Ein anderes Programm hält die Bibliothek {path} besetzt; versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>Decoding it needs more memory than one picture may take.</source>
        <translation>Es zu lesen braucht mehr Speicher, als ein einzelnes Bild belegen darf.</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>Ein-/Ausgabefehler</translation>
    </message>
    <message>
        <source>It cannot be read ({reason}).</source>
        <translation>Nicht lesbar ({reason}).</translation>
    </message>
    <message>
        <source>It crashed the decoder.</source>
        <translation>Sie hat den Leser zum Absturz gebracht.</translation>
    </message>
    <message>
        <source>It is not a picture in a format that photoclip reads.</source>
        <translation>Es ist kein Bild in einem Format, das photoclip liest.</translation>
    </message>
    <message>
        <source>It is not a regular file.</source>
        <translation>Es ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>It took longer than {seconds} s to decode.</source>
        <translation>Sie zu lesen dauerte länger als {seconds} s.</translation>
    </message>
    <message>
        <source>It uses a rare variant of its format that cannot be read.</source>
        <translation>Es verwendet eine seltene Variante seines Formats, die nicht gelesen werden kann.</translation>
    </message>
    <message>
        <source>Its path is longer than this system can open; move it to a folder further up.</source>
        <translation>Der Pfad ist länger, als dieses System öffnen kann; verschieben Sie es in einen höher gelegenen Ordner.</translation>
    </message>
    <message>
        <source>No model is in use yet; choose one with &apos;photoclip models use&apos;.</source>
        <translation>Noch ist kein Modell in Gebrauch; wählen Sie eines aus.</translation>
    </message>
    <message>
        <source>No process for reading pictures can be started ({why}); close other programs and try again.</source>
        <translation>Es lässt sich kein Prozess zum Lesen von Bildern starten ({why}); schließen Sie andere Programme und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>Kein Platz mehr auf dem Datenträger</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>Datei oder Ordner nicht gefunden</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>Keine Berechtigung</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>Schreibgeschütztes Dateisystem</translation>
    </message>
    <message>
        <source>The decoder failed on it; the log says why.</source>
        <translation>Der Leser ist an ihr gescheitert; das Protokoll sagt, warum.</translation>
    </message>
    <message>
        <source>The disk with the library {path} is full; free some space and try again.</source>
        <translation>Der Datenträger mit der Bibliothek {path} ist voll; schaffen Sie Platz und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The download ended early; repeat it to go on where it stopped.</source>
        <translation>Das Herunterladen endete zu früh; wiederholen Sie es, um dort weiterzumachen.</translation>
    </message>
    <message>
        <source>The downloaded {name} is damaged (wrong checksum); repeat it.</source>
        <translation>{name} kam beschädigt an (falsche Prüfsumme); wiederholen Sie das Herunterladen.</translation>
    </message>
    <message>
        <source>The file cannot be read from its disk ({why}).</source>
        <translation>Die Datei kann nicht von ihrem Datenträger gelesen werden ({why}).</translation>
    </message>
    <message>
        <source>The file is cut off (incomplete); copy it again from its source.</source>
        <translation>Die Datei ist abgeschnitten (unvollständig); kopieren Sie sie neu von ihrer Quelle.</translation>
    </message>
    <message>
        <source>The file is damaged: its picture cannot be decoded.</source>
        <translation>Die Datei ist beschädigt: Ihr Bild kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The file is damaged: its picture has no pixels.</source>
        <translation>Die Datei ist beschädigt: Ihr Bild hat keine Bildpunkte.</translation>
    </message>
    <message>
        <source>The file is damaged: its {name} header makes no sense.</source>
        <translation>Die Datei ist beschädigt: Ihr {name}-Kopf ergibt keinen Sinn.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
    <message>
        <source>The file is larger than 1 GB, which photoclip does not read.</source>
        <translation>Die Datei ist größer als 1 GB; so große liest photoclip nicht.</translation>
    </message>
    <message>
        <source>The file is no longer there.</source>
        <translation>Die Datei ist nicht mehr da.</translation>
    </message>
    <message>
        <source>The folder {path} cannot be made ({reason}); choose another.</source>
        <translation>Der Ordner {path} kann nicht angelegt werden ({reason}); wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>The hub refused {url} ({code} {reason}); try again later.</source>
        <translation>Der Hub hat {url} abgelehnt ({code} {reason}); versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>The label list &apos;{name}&apos; is empty; give it at least one label.</source>
        <translation>Die Begriffsliste „{name}“ ist leer; geben Sie ihr wenigstens einen Begriff.</translation>
    </message>
    <message>
        <source>The label list &apos;{name}&apos; names &apos;{label}&apos; twice.</source>
        <translation>Die Begriffsliste „{name}“ nennt „{label}“ zweimal.</translation>
    </message>
    <message>
        <source>The library database {path} cannot be opened; check that you may read and write it.</source>
        <translation>Die Datenbank {path} der Bibliothek kann nicht geöffnet werden; prüfen Sie, ob Sie sie lesen und schreiben dürfen.</translation>
    </message>
    <message>
        <source>The backup in {folder} cannot be made: {reason}.</source>
        <translation>Die Sicherung in {folder} kann nicht angelegt werden: {reason}.</translation>
    </message>
    <message>
        <source>1 video is left out. Videos need photoclip[video]; install it with: pip install &apos;photoclip[video]&apos;</source>
        <translation>1 Video wird ausgelassen. Videos brauchen photoclip[video]; installieren Sie es mit: pip install &apos;photoclip[video]&apos;</translation>
    </message>
    <message>
        <source>A tagging run is not finished yet; export the library when it is, or open photoclip once to have a broken-off one taken back.</source>
        <translation>Ein Verschlagwortungslauf ist noch nicht fertig; exportieren Sie die Bibliothek danach, oder öffnen Sie photoclip einmal, damit ein abgebrochener zurückgenommen wird.</translation>
    </message>
    <message>
        <source>Another program changed the same metadata as you did: choose under Settings, Metadata, or with &apos;photoclip metadata conflicts&apos;.</source>
        <translation>Ein anderes Programm hat dieselben Metadaten geändert wie Sie: Wählen Sie unter Einstellungen, Metadaten, oder mit „photoclip metadata conflicts“.</translation>
    </message>
    <message>
        <source>Another program is writing the file just now.</source>
        <translation>Ein anderes Programm schreibt gerade die Datei.</translation>
    </message>
    <message>
        <source>Another program is writing the sidecar just now.</source>
        <translation>Ein anderes Programm schreibt gerade die Begleitdatei.</translation>
    </message>
    <message>
        <source>Its XMP cannot be understood: it is no whole XML.</source>
        <translation>Das XMP ist nicht zu verstehen: Es ist kein vollständiges XML.</translation>
    </message>
    <message>
        <source>Its XMP defines entities, which no photo program writes and which can be a trap.</source>
        <translation>Das XMP definiert Entitäten; das schreibt kein Fotoprogramm, und es kann eine Falle sein.</translation>
    </message>
    <message>
        <source>Its raw file or video cannot be copied without its metadata; keep all, or export the picture alone.</source>
        <translation>Seine Raw-Datei oder sein Video lässt sich nicht ohne Metadaten kopieren; behalten Sie alle, oder exportieren Sie nur das Bild.</translation>
    </message>
    <message>
        <source>JPEG XL pictures need the package &quot;imagecodecs&quot;; install it, or convert the picture to JPEG.</source>
        <translation>Für JPEG-XL-Bilder wird das Paket „imagecodecs“ gebraucht; installieren Sie es oder wandeln Sie das Bild in JPEG um.</translation>
    </message>
    <message>
        <source>Metadata in {folder} wait to be written. {reason}</source>
        <translation>Metadaten in {folder} warten darauf, geschrieben zu werden. {reason}</translation>
    </message>
    <message>
        <source>Metadata wait to be written. {reason}</source>
        <translation>Metadaten warten darauf, geschrieben zu werden. {reason}</translation>
    </message>
    <message>
        <source>No picture of the video can be decoded: it is damaged or unknown.</source>
        <translation>Kein Bild des Videos lässt sich dekodieren: Es ist beschädigt oder unbekannt.</translation>
    </message>
    <message>
        <source>Nothing moves in this photo.</source>
        <translation>In diesem Foto bewegt sich nichts.</translation>
    </message>
    <message>
        <source>The Photoshop file has a colour mode that cannot be read.</source>
        <translation>Die Photoshop-Datei hat einen Farbmodus, der nicht gelesen werden kann.</translation>
    </message>
    <message>
        <source>The Photoshop file holds no picture of its layers together; save it with &quot;Maximize compatibility&quot;.</source>
        <translation>Die Photoshop-Datei enthält kein Bild aller Ebenen zusammen; speichern Sie sie mit „Kompatibilität maximieren“.</translation>
    </message>
    <message>
        <source>The Photoshop file is compressed in a way that cannot be read.</source>
        <translation>Die Photoshop-Datei ist auf eine Weise komprimiert, die nicht gelesen werden kann.</translation>
    </message>
    <message>
        <source>The backup {name} cannot be unpacked: {reason}.</source>
        <translation>Die Sicherung {name} kann nicht ausgepackt werden: {reason}.</translation>
    </message>
    <message>
        <source>The backup {name} is damaged; choose another.</source>
        <translation>Die Sicherung {name} ist beschädigt; wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>The backup {name} was made by a newer photoclip; update photoclip to use it.</source>
        <translation>Die Sicherung {name} stammt von einem neueren photoclip; aktualisieren Sie photoclip, um sie zu verwenden.</translation>
    </message>
    <message>
        <source>The clip cannot be copied to {folder} ({why}).</source>
        <translation>Der Clip lässt sich nicht nach {folder} kopieren ({why}).</translation>
    </message>
    <message>
        <source>The disk is full ({path}); free some space and try again.</source>
        <translation>Der Datenträger ist voll ({path}); bitte Platz schaffen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>The disk is full; free some space and try again.</source>
        <translation>Der Datenträger ist voll; bitte Platz schaffen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The disk is read-only ({path}); choose another place.</source>
        <translation>Der Datenträger ist schreibgeschützt ({path}); bitte einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>The disk refuses ({reason}).</source>
        <translation>Der Datenträger verweigert es ({reason}).</translation>
    </message>
    <message>
        <source>The disk with the library {path} cannot be read or written ({reason}); check that it is connected and has room, then try again.</source>
        <translation>Der Datenträger mit der Bibliothek {path} kann nicht gelesen oder beschrieben werden ({reason}); bitte prüfen, ob er verbunden ist und Platz hat, und es dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The export was stopped; nothing was written.</source>
        <translation>Der Export wurde angehalten; nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>The export {folder} is damaged ({why}), so nothing was imported.</source>
        <translation>Der Export {folder} ist beschädigt ({why}); nichts wurde importiert.</translation>
    </message>
    <message>
        <source>The export {folder} was made by a newer photoclip; update photoclip to import it.</source>
        <translation>Der Export {folder} stammt von einem neueren photoclip; aktualisieren Sie photoclip, um ihn zu importieren.</translation>
    </message>
    <message>
        <source>The file has changed since it was last looked at.</source>
        <translation>Die Datei hat sich geändert, seit sie zuletzt angesehen wurde.</translation>
    </message>
    <message>
        <source>The file is damaged: its parts cannot be told apart.</source>
        <translation>Die Datei ist beschädigt: Ihre Teile lassen sich nicht unterscheiden.</translation>
    </message>
    <message>
        <source>The file is not there now.</source>
        <translation>Die Datei ist gerade nicht da.</translation>
    </message>
    <message>
        <source>The file system of {path} keeps no locks ({reason}), so two programs could write the library at once; put it on a disk of this computer.</source>
        <translation>Das Dateisystem von {path} kennt keine Sperren ({reason}), sodass zwei Programme zugleich in die Bibliothek schreiben könnten; legen Sie sie auf eine Festplatte dieses Rechners.</translation>
    </message>
    <message>
        <source>The file {name} is write-protected.</source>
        <translation>Die Datei {name} ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>The folder is not there now.</source>
        <translation>Der Ordner ist gerade nicht da.</translation>
    </message>
    <message>
        <source>The folder is read-only for photoclip.</source>
        <translation>Der Ordner ist für photoclip schreibgeschützt.</translation>
    </message>
    <message>
        <source>The folder {folder} of the export is none on this system; say where it lies here with --map &apos;{old}=FOLDER&apos;.</source>
        <translation>Den Ordner {folder} des Exports kann es auf diesem System nicht geben; sagen Sie mit --map &apos;{old}=ORDNER&apos;, wo er hier liegt.</translation>
    </message>
    <message>
        <source>The hub has the model {tag} as a pickled checkpoint only, which photoclip does not download; choose another one, or fetch the file yourself and import it with --pickled.</source>
        <translation>Der Hub hat das Modell {tag} nur als Pickle-Checkpoint, und solche lädt photoclip nicht herunter; wählen Sie ein anderes, oder holen Sie die Datei selbst und importieren Sie sie mit --pickled.</translation>
    </message>
    <message>
        <source>The import was stopped; the library is as it was.</source>
        <translation>Der Import wurde angehalten; die Bibliothek ist, wie sie war.</translation>
    </message>
    <message>
        <source>The library database {path} is damaged; {command} puts back what can be read of it, or the backup of {name}.</source>
        <translation>Die Datenbank {path} der Bibliothek ist beschädigt; {command} holt zurück, was davon lesbar ist, oder die Sicherung von {name}.</translation>
    </message>
    <message>
        <source>The library database {path} is damaged; {command} puts back what can be read of it.</source>
        <translation>Die Datenbank {path} der Bibliothek ist beschädigt; {command} holt zurück, was davon lesbar ist.</translation>
    </message>
    <message>
        <source>The library folder {path} cannot be made ({reason}); choose another with --library.</source>
        <translation>Der Bibliotheksordner {path} kann nicht angelegt werden ({reason}); wählen Sie mit --library einen anderen.</translation>
    </message>
    <message>
        <source>The library is being closed.</source>
        <translation>Die Bibliothek wird gerade geschlossen.</translation>
    </message>
    <message>
        <source>The library {path} cannot be brought up to date and stays as the older photoclip left it. {reason}</source>
        <translation>Die Bibliothek {path} kann nicht auf den neuen Stand gebracht werden und bleibt, wie das ältere photoclip sie hinterlassen hat. {reason}</translation>
    </message>
    <message>
        <source>The library {path} cannot be restored: {reason}.</source>
        <translation>Die Bibliothek {path} kann nicht zurückgeholt werden: {reason}.</translation>
    </message>
    <message>
        <source>The library {path} cannot be written ({reason}); choose another with --library or change its permissions.</source>
        <translation>Die Bibliothek {path} kann nicht geschrieben werden ({reason}); wählen Sie mit --library eine andere oder ändern Sie ihre Berechtigungen.</translation>
    </message>
    <message>
        <source>The library {path} cannot be written: it is read-only.</source>
        <translation>Die Bibliothek {path} kann nicht geschrieben werden: Sie ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>The library {path} is being written by process {pid} on {host}; close it or wait until it has finished.</source>
        <translation>Prozess {pid} auf {host} schreibt gerade in die Bibliothek {path}; beenden Sie ihn oder warten Sie, bis er fertig ist.</translation>
    </message>
    <message>
        <source>The library {path} is being written by process {pid} on {host}; close photoclip there, or add --break-lock if that machine is surely not using it.</source>
        <translation>Prozess {pid} auf {host} schreibt gerade in die Bibliothek {path}; schließen Sie photoclip dort oder fügen Sie --break-lock hinzu, wenn jener Rechner sie sicher nicht benutzt.</translation>
    </message>
    <message>
        <source>The library {path} is not there any more; connect its drive or put its folder back, and photoclip goes on.</source>
        <translation>Die Bibliothek {path} ist nicht mehr da; sobald ihr Laufwerk wieder verbunden oder ihr Ordner zurückgelegt ist, macht photoclip weiter.</translation>
    </message>
    <message>
        <source>The library {path} is open for reading only, so nothing can be changed.</source>
        <translation>Die Bibliothek {path} ist nur zum Lesen geöffnet; nichts kann geändert werden.</translation>
    </message>
    <message>
        <source>The library {path} is open for reading only.</source>
        <translation>Die Bibliothek {path} ist nur zum Lesen geöffnet.</translation>
    </message>
    <message>
        <source>The library {path} was made by a newer photoclip; update photoclip to open it.</source>
        <translation>Die Bibliothek {path} stammt von einem neueren photoclip; aktualisieren Sie photoclip, um sie zu öffnen.</translation>
    </message>
    <message>
        <source>The library {path} was not closed in order, and its last changes cannot be read where nothing can be written; copy it to a disk of this computer.</source>
        <translation>Die Bibliothek {path} wurde nicht ordentlich geschlossen, und ihre letzten Änderungen lassen sich nicht lesen, wo nichts geschrieben werden kann; kopieren Sie sie auf eine Festplatte dieses Rechners.</translation>
    </message>
    <message>
        <source>The model cannot be downloaded because {url} cannot be reached ({reason}); connect to the internet and repeat the download, or import a model file.</source>
        <translation>Das Modell kann nicht heruntergeladen werden, weil {url} nicht erreichbar ist ({reason}); verbinden Sie sich mit dem Internet und wiederholen Sie das Herunterladen, oder importieren Sie eine Modelldatei.</translation>
    </message>
    <message>
        <source>The model cannot be kept in {folder} ({reason}); make room there and repeat the download, which goes on where it stopped.</source>
        <translation>Das Modell kann in {folder} nicht abgelegt werden ({reason}); schaffen Sie dort Platz und wiederholen Sie das Herunterladen, das dort weitergeht, wo es aufgehört hat.</translation>
    </message>
    <message>
        <source>The model cannot be used ({reason}); take another one.</source>
        <translation>Das Modell ist nicht zu gebrauchen ({reason}); nehmen Sie ein anderes.</translation>
    </message>
    <message>
        <source>The model folder {folder} has no weights ({file} is missing); import or download the model again.</source>
        <translation>Der Modellordner {folder} hat keine Gewichte ({file} fehlt); importieren Sie das Modell neu oder laden Sie es neu herunter.</translation>
    </message>
    <message>
        <source>The model {name} cannot be loaded from {file} ({reason}); import or download it again.</source>
        <translation>Das Modell {name} kann nicht aus {file} geladen werden ({reason}); importieren Sie es neu oder laden Sie es neu herunter.</translation>
    </message>
    <message>
        <source>The model {name} on this computer is another one than this library&apos;s photos were embedded with; bring the old one back, or embed them again: photoclip models use {other}</source>
        <translation>Das Modell {name} auf diesem Computer ist ein anderes als das, mit dem die Fotos dieser Bibliothek gelesen wurden; bringen Sie das alte zurück, oder lassen Sie die Fotos neu lesen: photoclip models use {other}</translation>
    </message>
    <message>
        <source>The model {name}, which this library uses, is not on this computer any more; bring it back under this name, or choose another one: photoclip models use {other}</source>
        <translation>Das Modell {name}, das diese Bibliothek verwendet, ist nicht mehr auf diesem Computer; bringen Sie es unter diesem Namen zurück, oder wählen Sie ein anderes: photoclip models use {other}</translation>
    </message>
    <message>
        <source>The operating system refused: {reason}.</source>
        <translation>Das Betriebssystem hat es abgelehnt: {reason}.</translation>
    </message>
    <message>
        <source>The picture declares more than {count} million pixels.</source>
        <translation>Das Bild gibt mehr als {count} Millionen Pixel an.</translation>
    </message>
    <message>
        <source>The raw file cannot be read: it is damaged or unknown.</source>
        <translation>Die Rohdatei kann nicht gelesen werden: Sie ist beschädigt oder unbekannt.</translation>
    </message>
    <message>
        <source>The raw file holds no picture: its sensor data are missing; copy it again from its source.</source>
        <translation>Die Raw-Datei enthält kein Bild: Seine Sensordaten fehlen; kopieren Sie sie neu von ihrer Quelle.</translation>
    </message>
    <message>
        <source>The search index was damaged and has been made again.</source>
        <translation>Der Suchindex war beschädigt und wurde neu angelegt.</translation>
    </message>
    <message>
        <source>The settings file {path} cannot be read ({reason}).</source>
        <translation>Die Einstellungsdatei {path} kann nicht gelesen werden ({reason}).</translation>
    </message>
    <message>
        <source>The settings file {path} holds something photoclip does not know ({reason}); correct it or delete it.</source>
        <translation>Die Einstellungsdatei {path} enthält etwas, das photoclip nicht kennt ({reason}); korrigieren oder löschen Sie sie.</translation>
    </message>
    <message>
        <source>The settings file {path} is not valid ({reason}); correct it or delete it.</source>
        <translation>Die Einstellungsdatei {path} ist ungültig ({reason}); korrigieren oder löschen Sie sie.</translation>
    </message>
    <message>
        <source>The sidecar is larger than 16 MB, which photoclip does not read.</source>
        <translation>Die Begleitdatei ist größer als 16 MB; das liest photoclip nicht.</translation>
    </message>
    <message>
        <source>The system&apos;s limit of watched folders is reached: {folder} is looked through every {seconds} s instead; to lift it, raise fs.inotify.max_user_watches with sysctl.</source>
        <translation>Das System überwacht keine weiteren Ordner: {folder} wird stattdessen alle {seconds} s durchgesehen; um die Grenze zu heben, fs.inotify.max_user_watches mit sysctl erhöhen.</translation>
    </message>
    <message>
        <source>The video cannot be opened: it is damaged or of an unknown kind.</source>
        <translation>Das Video lässt sich nicht öffnen: Es ist beschädigt oder von unbekannter Art.</translation>
    </message>
    <message>
        <source>The video is larger than 4 GB, which photoclip does not read.</source>
        <translation>Das Video ist größer als 4 GB; so große liest photoclip nicht.</translation>
    </message>
    <message>
        <source>The weights of the model {name} are damaged: they are not those that were brought here; import or download it again.</source>
        <translation>Die Gewichte des Modells {name} sind beschädigt: Es sind nicht die, die hierher gebracht wurden; importieren Sie es neu, oder laden Sie es noch einmal herunter.</translation>
    </message>
    <message>
        <source>The weights of the model {name} hold values that are no numbers; import or download it again.</source>
        <translation>Die Gewichte des Modells {name} enthalten Werte, die keine Zahlen sind; importieren Sie es neu, oder laden Sie es noch einmal herunter.</translation>
    </message>
    <message>
        <source>There is a saved search named &apos;{name}&apos; already; choose another name.</source>
        <translation>Eine gespeicherte Suche namens „{name}“ gibt es schon; wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>There is already a model named {name}; choose another name.</source>
        <translation>Ein Modell namens {name} gibt es schon; wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>There is an album named &apos;{name}&apos; already; choose another name.</source>
        <translation>Ein Album namens „{name}“ gibt es schon; wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>There is no backup of the library {path}, and nothing of it can be read; move {catalog} away to begin anew.</source>
        <translation>Von der Bibliothek {path} gibt es keine Sicherung, und nichts davon ist lesbar; verschieben Sie {catalog}, um neu zu beginnen.</translation>
    </message>
    <message>
        <source>There is no clip inside this picture any more.</source>
        <translation>In diesem Bild ist kein Clip mehr.</translation>
    </message>
    <message>
        <source>There is no folder {path}.</source>
        <translation>Es gibt keinen Ordner {path}.</translation>
    </message>
    <message>
        <source>There is no model {name} (available: {names}); import or download it.</source>
        <translation>Es gibt kein Modell {name} (vorhanden: {names}); importieren Sie es oder laden Sie es herunter.</translation>
    </message>
    <message>
        <source>There is no permission to open it.</source>
        <translation>Es fehlt die Berechtigung zum Öffnen.</translation>
    </message>
    <message>
        <source>There is no permission to read the file.</source>
        <translation>Es fehlt die Berechtigung, die Datei zu lesen.</translation>
    </message>
    <message>
        <source>There is no photo {number} in this library any more.</source>
        <translation>Es gibt in dieser Bibliothek kein Foto {number} mehr.</translation>
    </message>
    <message>
        <source>There is no photoclip library at {path}; index a folder first.</source>
        <translation>In {path} liegt keine Bibliothek von photoclip; fügen Sie zuerst einen Ordner hinzu.</translation>
    </message>
    <message>
        <source>There is no room left in {path}: {written} of {total} photos were exported. Make room and export the rest.</source>
        <translation>In {path} ist kein Platz mehr: {written} von {total} Fotos wurden exportiert. Schaffen Sie Platz und exportieren Sie den Rest.</translation>
    </message>
    <message>
        <source>There is nothing to save; type what to search for.</source>
        <translation>Es gibt nichts zu speichern; tippen Sie, wonach gesucht werden soll.</translation>
    </message>
    <message>
        <source>This model needs the tokenizers of transformers, which are not installed; run: pip install &apos;photoclip[multilingual]&apos;</source>
        <translation>Dieses Modell braucht die Tokenizer von transformers, die nicht installiert sind; führen Sie aus: pip install &apos;photoclip[multilingual]&apos;</translation>
    </message>
    <message>
        <source>This photo has not been embedded yet; wait until indexing is done.</source>
        <translation>Dieses Foto wurde noch nicht eingelesen; warten Sie, bis alle Fotos hinzugefügt sind.</translation>
    </message>
    <message>
        <source>This photo&apos;s file is not there any more.</source>
        <translation>Die Datei dieses Fotos ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Thumbnails were damaged and are made again as they are looked at.</source>
        <translation>Vorschaubilder waren beschädigt und werden beim Ansehen neu angelegt.</translation>
    </message>
    <message>
        <source>Videos need photoclip[video]; install it with: pip install &apos;photoclip[video]&apos;</source>
        <translation>Videos brauchen photoclip[video]; installieren Sie es mit: pip install &apos;photoclip[video]&apos;</translation>
    </message>
    <message>
        <source>What lies in {folder} now is not the library as it was left; put that back, or close photoclip and open it again to go on with this one.</source>
        <translation>In {folder} liegt jetzt nicht die Bibliothek, wie sie verlassen wurde; legen Sie diese zurück, oder schließen Sie photoclip und öffnen Sie es wieder, um mit der jetzigen weiterzumachen.</translation>
    </message>
    <message>
        <source>photoclip knows no {kind} called &apos;{name}&apos;.</source>
        <translation>photoclip kennt nichts, das „{name}“ heißt ({kind}).</translation>
    </message>
    <message>
        <source>photoclip knows no {kind} called &apos;{name}&apos;; there are {others}.</source>
        <translation>photoclip kennt nichts, das „{name}“ heißt ({kind}); es gibt {others}.</translation>
    </message>
    <message>
        <source>photoclip&apos;s network is switched off in its settings</source>
        <translation>photoclips Netzwerk ist in den Einstellungen abgeschaltet</translation>
    </message>
    <message>
        <source>the system refused</source>
        <translation>das System hat es verweigert</translation>
    </message>
    <message>
        <source>{count} videos are left out. Videos need photoclip[video]; install it with: pip install &apos;photoclip[video]&apos;</source>
        <translation>{count} Videos werden ausgelassen. Videos brauchen photoclip[video]; installieren Sie es mit: pip install &apos;photoclip[video]&apos;</translation>
    </message>
    <message>
        <source>{file} does not describe an exported photoclip library.</source>
        <translation>{file} beschreibt keine exportierte photoclip-Bibliothek.</translation>
    </message>
    <message>
        <source>{folder} is a file; name a new folder.</source>
        <translation>{folder} ist eine Datei; nennen Sie einen neuen Ordner.</translation>
    </message>
    <message>
        <source>{folder} is no exported library; name the folder that has a manifest.json in it.</source>
        <translation>{folder} ist keine exportierte Bibliothek; nennen Sie den Ordner, in dem manifest.json liegt.</translation>
    </message>
    <message>
        <source>{folder} is not empty; name a new folder, or an empty one.</source>
        <translation>{folder} ist nicht leer; nennen Sie einen neuen oder leeren Ordner.</translation>
    </message>
    <message>
        <source>{folder} lies on a network, where the changes of other computers are not announced: it is looked through every {seconds} s.</source>
        <translation>{folder} liegt in einem Netzwerk, wo Änderungen anderer Computer nicht gemeldet werden: Der Ordner wird alle {seconds} s durchgesehen.</translation>
    </message>
    <message>
        <source>Files of {kind} are not read; save the picture as JPEG, PNG or TIFF too.</source>
        <translation>{kind}-Dateien werden nicht gelesen; speichern Sie das Bild auch als JPEG, PNG oder TIFF.</translation>
    </message>
    <message>
        <source>{name} is cut off</source>
        <translation>{name} ist abgeschnitten</translation>
    </message>
    <message>
        <source>{name} is missing</source>
        <translation>{name} fehlt</translation>
    </message>
    <message>
        <source>{name} is no plain file</source>
        <translation>{name} ist keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>{name} is not as it was written</source>
        <translation>{name} ist nicht, wie es geschrieben wurde</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <translation>{path} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <source>{path} cannot be used as a picture: {reason}</source>
        <translation>{path} kann nicht als Bild verwendet werden: {reason}</translation>
    </message>
    <message>
        <source>{path} is a database of another program, not a photoclip library; choose another library folder.</source>
        <translation>{path} ist die Datenbank eines anderen Programms und keine Bibliothek von photoclip; wählen Sie einen anderen Bibliotheksordner.</translation>
    </message>
    <message>
        <source>{path} is not a folder; name the folder that it lies in.</source>
        <translation>{path} ist kein Ordner; nennen Sie den Ordner, in dem es liegt.</translation>
    </message>
    <message>
        <source>{path} is photoclip&apos;s own library folder; choose your photos&apos;.</source>
        <translation>{path} ist photoclips eigener Bibliotheksordner; wählen Sie den Ihrer Fotos.</translation>
    </message>
    <message>
        <source>{path} overlaps the watched folder {other}; remove that one first or choose another place.</source>
        <translation>{path} überschneidet sich mit dem Ordner {other} der Bibliothek; entfernen Sie zuerst diesen oder wählen Sie einen anderen Ort.</translation>
    </message>
</context>
<context>
    <name>Events</name>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln Ereignis</numerusform>
            <numerusform>%Ln Ereignisse</numerusform>
        </translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>All events</source>
        <translation>Alle Ereignisse</translation>
    </message>
    <message>
        <source>All events (Esc)</source>
        <translation>Alle Ereignisse (Esc)</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Finding events…</source>
        <translation>Ereignisse werden gesucht …</translation>
    </message>
    <message>
        <source>Journeys</source>
        <translation>Reisen</translation>
    </message>
    <message>
        <source>No events here</source>
        <translation>Hier gibt es keine Ereignisse</translation>
    </message>
    <message>
        <source>Photos with a date are put together by time, place and look.</source>
        <translation>Fotos mit Datum werden nach Zeit, Ort und Aussehen zusammengefasst.</translation>
    </message>
    <message>
        <source>The first time this takes a moment.</source>
        <translation>Beim ersten Mal dauert das einen Moment.</translation>
    </message>
    <message>
        <source>Which events</source>
        <translation>Welche Ereignisse</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>Also its raw file or video</source>
        <translation>Auch seine Raw-Datei oder sein Video</translation>
    </message>
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
        <source>Files</source>
        <translation>Dateien</translation>
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
        <source>Of RAW + JPEG pairs and Live Photos</source>
        <translation>Von RAW + JPEG-Paaren und Live-Fotos</translation>
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
        <source>The picture that is shown</source>
        <translation>Das gezeigte Bild</translation>
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
        <source>Every file could be read.</source>
        <translation>Jede Datei konnte gelesen werden.</translation>
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
    <message numerus="yes">
        <source>%n photo(s) of “{folder}” cannot be found</source>
        <translation>
            <numerusform>%n Foto aus „{folder}“ ist nicht zu finden</numerusform>
            <numerusform>%n Fotos aus „{folder}“ sind nicht zu finden</numerusform>
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
        <source>Folders cannot be added to a library that is open for reading.</source>
        <translation>Einer nur zum Lesen geöffneten Bibliothek können keine Ordner hinzugefügt werden.</translation>
    </message>
    <message numerus="yes">
        <source>Forget %n photo(s)</source>
        <translation>
            <numerusform>%n Foto vergessen</numerusform>
            <numerusform>%n Fotos vergessen</numerusform>
        </translation>
    </message>
    <message>
        <source>It is here</source>
        <translation>Hier liegt er</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Missing photos</source>
        <translation>Fehlende Fotos</translation>
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
        <source>The library knows {count} photos there. If they lie on a drive that is not connected, keep them: they are found again when it is. If you deleted them, they can be forgotten; should the files come back, their tags, ratings and albums do too.</source>
        <translation>Die Bibliothek kennt dort {count} Fotos. Liegen die fehlenden auf einem Laufwerk, das nicht angeschlossen ist, behalten Sie sie: Sie werden wiedergefunden, sobald es da ist. Wurden sie gelöscht, können sie vergessen werden; kommen die Dateien zurück, dann auch ihre Schlagwörter, Bewertungen und Alben.</translation>
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
        <source>By event</source>
        <translation>Nach Ereignissen</translation>
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
        <source>Hide the rest</source>
        <translation>Rest ausblenden</translation>
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
        <source>Likely</source>
        <translation>Wahrscheinlich</translation>
    </message>
    <message>
        <source>Live Photo</source>
        <translation>Live-Foto</translation>
    </message>
    <message>
        <source>Look for {words} in the pictures, wherever they were taken</source>
        <translation>{words} in den Bildern suchen, wo immer sie aufgenommen wurden</translation>
    </message>
    <message>
        <source>Looking for photos…</source>
        <translation>Fotos werden gesucht…</translation>
    </message>
    <message>
        <source>Maybe</source>
        <translation>Vielleicht</translation>
    </message>
    <message>
        <source>Motion photo</source>
        <translation>Bewegtes Foto</translation>
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
        <source>No photo comes near. Try other words, or look through the rest.</source>
        <translation>Kein Foto kommt dem nahe. Versuchen Sie andere Wörter, oder sehen Sie den Rest durch.</translation>
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
        <source>Nothing here looks like that</source>
        <translation>Nichts hier sieht danach aus</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>Älteste zuerst</translation>
    </message>
    <message>
        <source>Only photos are shown here, of which another file cannot be read. Files that never became a photo, with their reasons, are under “Problem files” in the sidebar.</source>
        <translation>Hier stehen nur Fotos, von denen eine andere Datei nicht gelesen werden kann. Dateien, aus denen nie ein Foto wurde, stehen mit ihren Gründen unter „Problemdateien“ in der Seitenleiste.</translation>
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
        <source>Photos count as likely from {percent} on.
Ctrl+] is stricter, Ctrl+[ less so; a double click puts it back.</source>
        <translation>Fotos gelten ab {percent} als wahrscheinlich.
Strg+] ist strenger, Strg+[ weniger streng; ein Doppelklick setzt sie zurück.</translation>
    </message>
    <message>
        <source>Photos {where}</source>
        <translation>Fotos {where}</translation>
    </message>
    <message>
        <source>Picked</source>
        <translation>Markiert</translation>
    </message>
    <message>
        <source>Raw file and picture</source>
        <translation>Raw-Datei und Bild</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Relevance line</source>
        <translation>Relevanzgrenze</translation>
    </message>
    <message>
        <source>Relevance of the photos in view</source>
        <translation>Relevanz der sichtbaren Fotos</translation>
    </message>
    <message>
        <source>Rest</source>
        <translation>Rest</translation>
    </message>
    <message>
        <source>Right answer of this search</source>
        <translation>Richtige Antwort dieser Suche</translation>
    </message>
    <message>
        <source>Search for the words instead</source>
        <translation>Stattdessen nach den Wörtern suchen</translation>
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
        <source>Show the rest</source>
        <translation>Rest zeigen</translation>
    </message>
    <message>
        <source>Square thumbnails</source>
        <translation>Quadratische Vorschaubilder</translation>
    </message>
    <message>
        <source>Stack copies and bursts</source>
        <translation>Kopien und Serien stapeln</translation>
    </message>
    <message>
        <source>Stack copies and bursts; Alt+Enter opens a stack</source>
        <translation>Kopien und Serien stapeln; Alt+Eingabe öffnet einen Stapel</translation>
    </message>
    <message numerus="yes">
        <source>Stack of %Ln photo(s)</source>
        <translation>
            <numerusform>Stapel von %Ln Foto</numerusform>
            <numerusform>Stapel von %Ln Fotos</numerusform>
        </translation>
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
        <source>The model {model} knows English only, not {words}; ask in English, or choose a multilingual model in the settings.</source>
        <translation>Das Modell {model} kann nur Englisch, nicht {words}; bitte auf Englisch fragen oder in den Einstellungen ein mehrsprachiges Modell wählen.</translation>
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
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>What comes nearest is below.</source>
        <translation>Was dem am nächsten kommt, steht darunter.</translation>
    </message>
    <message>
        <source>Whole pictures</source>
        <translation>Ganze Bilder</translation>
    </message>
    <message>
        <source>answered in {time}</source>
        <translation>beantwortet in {time}</translation>
    </message>
    <message>
        <source>none likely of {total}</source>
        <translation>keines wahrscheinlich von {total}</translation>
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
        <source>{count} likely of {total}</source>
        <translation>{count} wahrscheinlich von {total}</translation>
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
    <name>Health</name>
    <message numerus="yes">
        <source>%n right answer(s) no longer found</source>
        <translation>
            <numerusform>%n richtige Antwort wird nicht mehr gefunden</numerusform>
            <numerusform>%n richtige Antworten werden nicht mehr gefunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n saved search(es) find less than before.</source>
        <translation>
            <numerusform>%n gespeicherte Suche findet weniger als vorher.</numerusform>
            <numerusform>%n gespeicherte Suchen finden weniger als vorher.</numerusform>
        </translation>
    </message>
    <message>
        <source>&gt; 1,000</source>
        <translation>&gt; 1.000</translation>
    </message>
    <message>
        <source>Among the first {first} photos</source>
        <translation>Unter den ersten {first} Fotos</translation>
    </message>
    <message>
        <source>Ask all saved searches with right answers again</source>
        <translation>Alle gespeicherten Suchen mit richtigen Antworten neu stellen</translation>
    </message>
    <message>
        <source>Asking the saved searches…</source>
        <translation>Die gespeicherten Suchen werden gestellt …</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Changed in between: {what}</source>
        <translation>Dazwischen geändert: {what}</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Neu prüfen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>In the likely band</source>
        <translation>Im Bereich „wahrscheinlich“</translation>
    </message>
    <message>
        <source>No saved search has right answers yet. Show one, select photos that it has to find, and choose “Right answer” from their menu.</source>
        <translation>Noch hat keine gespeicherte Suche richtige Antworten. Zeigen Sie eine an, wählen Sie Fotos aus, die sie finden muss, und in deren Menü „Richtige Antwort“.</translation>
    </message>
    <message>
        <source>Not measured yet.</source>
        <translation>Noch nicht gemessen.</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Photos that you marked as right answers, and how many of them are found. It is measured again after a change of the model, its prompts or the relevance line.</source>
        <translation>Fotos, die Sie als richtige Antworten markiert haben, und wie viele davon gefunden werden. Nach einem Wechsel des Modells, seiner Vergleichstexte oder der Relevanzgrenze wird neu gemessen.</translation>
    </message>
    <message>
        <source>Saved searches</source>
        <translation>Gespeicherte Suchen</translation>
    </message>
    <message>
        <source>Search health</source>
        <translation>Zustand der Suchen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Show answer</source>
        <translation>Antwort anzeigen</translation>
    </message>
    <message>
        <source>Show the answer of {name}</source>
        <translation>Die Antwort von {name} anzeigen</translation>
    </message>
    <message>
        <source>its words</source>
        <translation>ihre Wörter</translation>
    </message>
    <message>
        <source>the model ({before} → {now})</source>
        <translation>das Modell ({before} → {now})</translation>
    </message>
    <message>
        <source>the prompts</source>
        <translation>die Vergleichstexte</translation>
    </message>
    <message>
        <source>the relevance line</source>
        <translation>die Relevanzgrenze</translation>
    </message>
    <message>
        <source>{found} of {all}</source>
        <translation>{found} von {all}</translation>
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
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) fit these labels.</source>
        <translation>
            <numerusform>%Ln Foto passt zu diesen Begriffen.</numerusform>
            <numerusform>%Ln Fotos passen zu diesen Begriffen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) get it</source>
        <translation>
            <numerusform>%Ln Foto bekommt ihn</numerusform>
            <numerusform>%Ln Fotos bekommen ihn</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) that no label explains</source>
        <translation>
            <numerusform>%Ln Foto, das kein Begriff erklärt</numerusform>
            <numerusform>%Ln Fotos, die kein Begriff erklärt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tag(s) stand. What you tagged yourself stays.</source>
        <translation>
            <numerusform>%Ln Schlagwort gilt. Was Sie selbst vergeben haben, bleibt.</numerusform>
            <numerusform>%Ln Schlagwörter gelten. Was Sie selbst vergeben haben, bleibt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tag(s) taken back.</source>
        <translation>
            <numerusform>%Ln Schlagwort zurückgenommen.</numerusform>
            <numerusform>%Ln Schlagwörter zurückgenommen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s)</source>
        <translation>
            <numerusform>%n Antwort</numerusform>
            <numerusform>%n Antworten</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a label</source>
        <translation>Begriff hinzufügen</translation>
    </message>
    <message>
        <source>Add a label…</source>
        <translation>Begriff hinzufügen…</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Add the label {word}</source>
        <translation>Begriff {word} hinzufügen</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Added or taken off</source>
        <translation>Hinzugefügt oder entfernt</translation>
    </message>
    <message>
        <source>Added · {count}</source>
        <translation>Hinzugefügt · {count}</translation>
    </message>
    <message>
        <source>All labels</source>
        <translation>Alle Begriffe</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>At the threshold</source>
        <translation>An der Schwelle</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Changes by label</source>
        <translation>Änderungen je Begriff</translation>
    </message>
    <message>
        <source>Choose a photo and press Y if it fits, N if not.</source>
        <translation>Foto wählen und Y drücken, wenn es passt, sonst N.</translation>
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
        <source>Dismiss</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Drag, or use the arrow keys: {said}</source>
        <translation>Ziehen oder Pfeiltasten: {said}</translation>
    </message>
    <message>
        <source>Each time a list tags photos, it is noted here and can be taken back.</source>
        <translation>Jedes Mal, wenn eine Liste Fotos verschlagwortet, wird das hier vermerkt und lässt sich zurücknehmen.</translation>
    </message>
    <message>
        <source>Else a photo gets only the label that fits best</source>
        <translation>Sonst erhält ein Foto nur den Begriff, der am besten passt</translation>
    </message>
    <message>
        <source>Every photo that fits these labels has them already, or none fits.</source>
        <translation>Jedes passende Foto hat diese Begriffe schon, oder keines passt.</translation>
    </message>
    <message>
        <source>Export this list</source>
        <translation>Diese Liste exportieren</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Find photos</source>
        <translation>Fotos suchen</translation>
    </message>
    <message>
        <source>Find the photos that fit, look at them, and apply the tags then.</source>
        <translation>Suchen Sie die passenden Fotos, sehen Sie sie an, und wenden Sie die Schlagwörter dann an.</translation>
    </message>
    <message>
        <source>Find what is missing</source>
        <translation>Fehlendes suchen</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>From 50% on, as for any label</source>
        <translation>Ab 50 %, wie bei jedem Begriff</translation>
    </message>
    <message>
        <source>Give and take these tags; the run can be taken back whole</source>
        <translation>Diese Schlagwörter vergeben und nehmen; der Lauf lässt sich als Ganzes zurücknehmen</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Look at single photos and say yes or no; photoclip finds the threshold</source>
        <translation>Einzelne Fotos ansehen und ja oder nein sagen; photoclip findet die Schwelle</translation>
    </message>
    <message>
        <source>Look for photos that none of the labels explains</source>
        <translation>Fotos suchen, die keiner der Begriffe erklärt</translation>
    </message>
    <message>
        <source>Looking for photos that no label explains…</source>
        <translation>Fotos, die kein Begriff erklärt, werden gesucht…</translation>
    </message>
    <message>
        <source>Looking for the place where photos begin to fit…</source>
        <translation>Die Stelle, ab der Fotos passen, wird gesucht…</translation>
    </message>
    <message>
        <source>Make list</source>
        <translation>Liste anlegen</translation>
    </message>
    <message>
        <source>Make one of your own words, or import a file with one label a line.</source>
        <translation>Legen Sie eine aus eigenen Wörtern an, oder importieren Sie eine Datei mit einem Begriff je Zeile.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>New label list</source>
        <translation>Neue Begriffsliste</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>Neu…</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>No label list yet</source>
        <translation>Noch keine Begriffsliste</translation>
    </message>
    <message>
        <source>No photo has been looked at yet; the preview comes with the first.</source>
        <translation>Noch wurde kein Foto angesehen; die Vorschau kommt mit dem ersten.</translation>
    </message>
    <message>
        <source>No photo reaches {threshold}.</source>
        <translation>Kein Foto erreicht {threshold}.</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>Noch keine Läufe</translation>
    </message>
    <message>
        <source>No, not “{label}”</source>
        <translation>Nein, nicht „{label}“</translation>
    </message>
    <message>
        <source>No: not “{label}”</source>
        <translation>Nein: nicht „{label}“</translation>
    </message>
    <message>
        <source>None of these</source>
        <translation>Nichts davon</translation>
    </message>
    <message>
        <source>Not sure</source>
        <translation>Nicht sicher</translation>
    </message>
    <message>
        <source>Nothing is missing</source>
        <translation>Nichts fehlt</translation>
    </message>
    <message>
        <source>Nothing would change</source>
        <translation>Nichts würde sich ändern</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>One a line; {} stands for the label. With none, the usual ones are used.</source>
        <translation>Einer je Zeile; {} steht für den Begriff. Ohne eigene gelten die üblichen.</translation>
    </message>
    <message>
        <source>Surest</source>
        <translation>Am sichersten</translation>
    </message>
    <message>
        <source>Tag new photos in a folder</source>
        <translation>Neue Fotos in einem Ordner verschlagworten</translation>
    </message>
    <message>
        <source>Tags new photos by itself in</source>
        <translation>Verschlagwortet neue Fotos von selbst in</translation>
    </message>
    <message>
        <source>Tags now</source>
        <translation>Gilt noch</translation>
    </message>
    <message>
        <source>Take back the last answer</source>
        <translation>Letzte Antwort zurücknehmen</translation>
    </message>
    <message>
        <source>Take back this run</source>
        <translation>Diesen Lauf zurücknehmen</translation>
    </message>
    <message>
        <source>Taken off</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>Taken off · {count}</source>
        <translation>Entfernt · {count}</translation>
    </message>
    <message>
        <source>The labels of this list explain every photo that is like others.</source>
        <translation>Die Begriffe dieser Liste erklären jedes Foto, das anderen gleicht.</translation>
    </message>
    <message>
        <source>The tags are then as if this run had never been</source>
        <translation>Die Schlagwörter sind dann, als hätte es diesen Lauf nie gegeben</translation>
    </message>
    <message>
        <source>“{name}” judges by it now; Apply shows what that changes.</source>
        <translation>„{name}“ urteilt jetzt damit; Anwenden zeigt, was sich dadurch ändert.</translation>
    </message>
    <message>
        <source>“{old}” is called “{new}” now.</source>
        <translation>„{old}“ heißt jetzt „{new}“.</translation>
    </message>
    <message>
        <source>“{sentence}” needs {{}} where the label goes.</source>
        <translation>„{sentence}“ braucht {{}} an der Stelle des Begriffs.</translation>
    </message>
    <message>
        <source>Import a label list</source>
        <translation>Begriffsliste importieren</translation>
    </message>
    <message>
        <source>All answers so far</source>
        <translation>Alle Antworten bisher</translation>
    </message>
    <message>
        <source>Choose another version to see what would change by going back to it.</source>
        <translation>Wählen Sie eine andere Version, um zu sehen, was sich mit ihr ändern würde.</translation>
    </message>
    <message>
        <source>F2 renames a list, Delete deletes it</source>
        <translation>F2 benennt eine Liste um, Entf löscht sie</translation>
    </message>
    <message>
        <source>Go back to it</source>
        <translation>Dahin zurückkehren</translation>
    </message>
    <message>
        <source>How many answers are told right by the texts alone, and by this version</source>
        <translation>Wie viele Antworten die Texte allein richtig erkennen, und wie viele diese Version</translation>
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
        <source>Is this: {label}?</source>
        <translation>Ist das: {label}?</translation>
    </message>
    <message>
        <source>It was learned when the list had other labels. Your answers are kept; the list learns from them for the labels it has.</source>
        <translation>Sie wurde gelernt, als die Liste andere Begriffe hatte. Ihre Antworten bleiben; die Liste lernt aus ihnen für die Begriffe, die sie hat.</translation>
    </message>
    <message>
        <source>It was learned with another model. Your answers are kept; the list learns from them with the model in use.</source>
        <translation>Sie wurde mit einem anderen Modell gelernt. Ihre Antworten bleiben; die Liste lernt aus ihnen mit dem jetzigen Modell.</translation>
    </message>
    <message>
        <source>Judge by this version until your next answer; your answers stay</source>
        <translation>Bis zu Ihrer nächsten Antwort mit dieser Version urteilen; Ihre Antworten bleiben</translation>
    </message>
    <message>
        <source>Judge this photo</source>
        <translation>Dieses Foto beurteilen</translation>
    </message>
    <message>
        <source>Keep as a version</source>
        <translation>Als Version behalten</translation>
    </message>
    <message>
        <source>Kept as a version.</source>
        <translation>Als Version behalten.</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Begriff</translation>
    </message>
    <message>
        <source>Label list menu</source>
        <translation>Menü der Begriffsliste</translation>
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
        <source>Learned on</source>
        <translation>Gelernt am</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>Gelerntes</translation>
    </message>
    <message>
        <source>Looking at the photos…</source>
        <translation>Die Fotos werden angesehen …</translation>
    </message>
    <message>
        <source>Looking which photos fit…</source>
        <translation>Passende Fotos werden gesucht…</translation>
    </message>
    <message>
        <source>Nothing is learned yet</source>
        <translation>Noch ist nichts gelernt</translation>
    </message>
    <message>
        <source>Of {judged} answers, each told without itself, the texts alone tell {before} right and this version {after}.</source>
        <translation>Von {judged} Antworten, jede ohne sie selbst beurteilt, erkennen die Texte allein {before} richtig und diese Version {after}.</translation>
    </message>
    <message>
        <source>One label a line, or CSV or JSON</source>
        <translation>Ein Begriff pro Zeile oder CSV oder JSON</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Other words for it</source>
        <translation>Andere Wörter dafür</translation>
    </message>
    <message>
        <source>Otherwise each photo gets only the label that fits best, or none.</source>
        <translation>Sonst bekommt jedes Foto nur den Begriff, der am besten passt, oder keinen.</translation>
    </message>
    <message>
        <source>Parts of this list</source>
        <translation>Teile dieser Liste</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Photos that change</source>
        <translation>Fotos, die sich ändern</translation>
    </message>
    <message>
        <source>Photos that look like any of these words get the label, too</source>
        <translation>Auch Fotos, die nach einem dieser Wörter aussehen, bekommen den Begriff</translation>
    </message>
    <message>
        <source>Photos that none of its labels explains are put in groups here, with words that could become labels.</source>
        <translation>Fotos, die keiner ihrer Begriffe erklärt, stehen hier in Gruppen, mit Wörtern, die Begriffe werden könnten.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Rename label list</source>
        <translation>Begriffsliste umbenennen</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Say yes or no to photos under Labels; each answer makes this list better.</source>
        <translation>Sagen Sie unter Begriffe bei Fotos ja oder nein; jede Antwort macht diese Liste besser.</translation>
    </message>
    <message>
        <source>See which photos fit; nothing is changed yet</source>
        <translation>Ansehen, welche Fotos passen; noch wird nichts geändert</translation>
    </message>
    <message>
        <source>Sentences</source>
        <translation>Sätze</translation>
    </message>
    <message>
        <source>Set it with ten answers…</source>
        <translation>Mit zehn Antworten setzen…</translation>
    </message>
    <message>
        <source>Set threshold</source>
        <translation>Schwelle setzen</translation>
    </message>
    <message>
        <source>Several labels may fit one photo</source>
        <translation>Mehrere Begriffe pro Foto möglich</translation>
    </message>
    <message>
        <source>So that you can come back to what is known now</source>
        <translation>Damit Sie zu dem zurückkehren können, was jetzt bekannt ist</translation>
    </message>
    <message>
        <source>The tags that it gave stay.</source>
        <translation>Die von ihr vergebenen Schlagwörter bleiben.</translation>
    </message>
    <message>
        <source>The texts alone</source>
        <translation>Die Texte allein</translation>
    </message>
    <message>
        <source>The threshold is set by your answers.</source>
        <translation>Die Schwelle folgt jetzt Ihren Antworten.</translation>
    </message>
    <message>
        <source>There is a list of this name.</source>
        <translation>Eine Liste dieses Namens gibt es schon.</translation>
    </message>
    <message>
        <source>There is no further photo to ask about.</source>
        <translation>Es gibt kein weiteres Foto, nach dem zu fragen wäre.</translation>
    </message>
    <message>
        <source>These photos need no label; they are not shown here again</source>
        <translation>Diese Fotos brauchen keinen Begriff; sie werden hier nicht wieder gezeigt</translation>
    </message>
    <message>
        <source>This is what counts now</source>
        <translation>Das gilt jetzt</translation>
    </message>
    <message>
        <source>This picture cannot be shown.</source>
        <translation>Dieses Bild lässt sich nicht zeigen.</translation>
    </message>
    <message>
        <source>This version cannot be used any more</source>
        <translation>Diese Version lässt sich nicht mehr verwenden</translation>
    </message>
    <message>
        <source>This version gives every photo the labels that it gets now.</source>
        <translation>Diese Version gibt jedem Foto die Begriffe, die es auch jetzt bekommt.</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>To begin with</source>
        <translation>Für den Anfang</translation>
    </message>
    <message>
        <source>Told right</source>
        <translation>Richtig erkannt</translation>
    </message>
    <message>
        <source>Too few answers to say how many of the {photos} photos from {threshold} on are right; between {low} and {high}.</source>
        <translation>Zu wenige Antworten, um zu sagen, wie viele der {photos} Fotos ab {threshold} richtig sind; zwischen {low} und {high}.</translation>
    </message>
    <message>
        <source>Type a label and press Enter; other words for it may follow with commas</source>
        <translation>Begriff eingeben und Enter drücken; andere Wörter dafür können, durch Kommas getrennt, folgen</translation>
    </message>
    <message>
        <source>Usual threshold</source>
        <translation>Übliche Schwelle</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Version {number}</source>
        <translation>Version {number}</translation>
    </message>
    <message>
        <source>What is missing in this list?</source>
        <translation>Was fehlt in dieser Liste?</translation>
    </message>
    <message>
        <source>What was learned</source>
        <translation>Was gelernt wurde</translation>
    </message>
    <message>
        <source>What you said yourself stays, whatever is taken back.</source>
        <translation>Was Sie selbst gesagt haben, bleibt, was auch zurückgenommen wird.</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Which photos fit?</source>
        <translation>Welche Fotos passen?</translation>
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
        <source>Written to {file}.</source>
        <translation>In {file} geschrieben.</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>Yes, this is “{label}”</source>
        <translation>Ja, das ist „{label}“</translation>
    </message>
    <message>
        <source>Yes: “{label}”</source>
        <translation>Ja: „{label}“</translation>
    </message>
    <message>
        <source>by itself</source>
        <translation>von selbst</translation>
    </message>
    <message>
        <source>certain</source>
        <translation>sicher</translation>
    </message>
    <message>
        <source>counts now</source>
        <translation>gilt jetzt</translation>
    </message>
    <message>
        <source>for the {photos} photos from {threshold} on</source>
        <translation>für die {photos} Fotos ab {threshold}</translation>
    </message>
    <message>
        <source>given from {percent} on</source>
        <translation>vergeben ab {percent}</translation>
    </message>
    <message>
        <source>not kept yet</source>
        <translation>noch nicht behalten</translation>
    </message>
    <message>
        <source>of another model</source>
        <translation>anderes Modell</translation>
    </message>
    <message>
        <source>of other labels</source>
        <translation>andere Begriffe</translation>
    </message>
    <message>
        <source>one for each photo</source>
        <translation>einer je Foto</translation>
    </message>
    <message>
        <source>other words for it, with commas</source>
        <translation>andere Wörter dafür, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>several fit</source>
        <translation>mehrere passen</translation>
    </message>
    <message>
        <source>such as Holidays or Receipts</source>
        <translation>etwa Urlaub oder Belege</translation>
    </message>
    <message numerus="yes">
        <source>tags %n folder(s) by itself</source>
        <translation>
            <numerusform>verschlagwortet %n Ordner von selbst</numerusform>
            <numerusform>verschlagwortet %n Ordner von selbst</numerusform>
        </translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>zurückgenommen</translation>
    </message>
    <message>
        <source>unlikely</source>
        <translation>unwahrscheinlich</translation>
    </message>
    <message>
        <source>version {number}</source>
        <translation>Version {number}</translation>
    </message>
    <message>
        <source>{change} · {kept} stay</source>
        <translation>{change} · {kept} bleiben</translation>
    </message>
    <message>
        <source>{number}: back to {earlier}</source>
        <translation>{number}: zurück zu {earlier}</translation>
    </message>
    <message numerus="yes">
        <source>{right} right on %n answer(s), range {low} to {high}</source>
        <translation>
            <numerusform>{right} richtig bei %n Antwort, Bereich {low} bis {high}</numerusform>
            <numerusform>{right} richtig bei %n Antworten, Bereich {low} bis {high}</numerusform>
        </translation>
    </message>
    <message>
        <source>“{label}” is a label of this list now.</source>
        <translation>„{label}“ ist jetzt ein Begriff dieser Liste.</translation>
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
    <name>Likeness</name>
    <message numerus="yes">
        <source>%Ln not on the map yet</source>
        <translation>
            <numerusform>%Ln noch nicht auf der Karte</numerusform>
            <numerusform>%Ln noch nicht auf der Karte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln ausgewählt</numerusform>
            <numerusform>%Ln ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Add tags…</source>
        <translation>Schlagwörter …</translation>
    </message>
    <message>
        <source>Arrange all photos anew</source>
        <translation>Alle Fotos neu anordnen</translation>
    </message>
    <message>
        <source>Arrange anew</source>
        <translation>Neu anordnen</translation>
    </message>
    <message>
        <source>Closer</source>
        <translation>Näher heran</translation>
    </message>
    <message>
        <source>Farther</source>
        <translation>Weiter weg</translation>
    </message>
    <message>
        <source>It puts photos that look alike side by side.</source>
        <translation>Sie legt ähnliche Fotos nebeneinander.</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>Make the map</source>
        <translation>Karte anlegen</translation>
    </message>
    <message>
        <source>Making the map</source>
        <translation>Karte wird angelegt</translation>
    </message>
    <message>
        <source>Making the map…</source>
        <translation>Die Karte wird angelegt …</translation>
    </message>
    <message>
        <source>Map of similar photos</source>
        <translation>Karte ähnlicher Fotos</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Bewegen</translation>
    </message>
    <message>
        <source>No photos here</source>
        <translation>Hier sind keine Fotos</translation>
    </message>
    <message>
        <source>None of the photos that are looked at is on the map yet.</source>
        <translation>Keines der gezeigten Fotos ist schon auf der Karte.</translation>
    </message>
    <message>
        <source>Photo under the pointer</source>
        <translation>Foto unter dem Zeiger</translation>
    </message>
    <message>
        <source>Photos that look alike come together.</source>
        <translation>Ähnliche Fotos finden zueinander.</translation>
    </message>
    <message>
        <source>Picked on the map of similarity</source>
        <translation>Auf der Ähnlichkeitskarte ausgewählt</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation>Auswahl aufheben</translation>
    </message>
    <message>
        <source>Selected photos</source>
        <translation>Ausgewählte Fotos</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>The map was not made</source>
        <translation>Die Karte wurde nicht angelegt</translation>
    </message>
    <message>
        <source>There is no map</source>
        <translation>Es gibt keine Karte</translation>
    </message>
    <message>
        <source>What a drag does</source>
        <translation>Was Ziehen bewirkt</translation>
    </message>
    <message>
        <source>Whole map</source>
        <translation>Ganze Karte</translation>
    </message>
</context>
<context>
    <name>Map</name>
    <message numerus="yes">
        <source>%Ln without a place</source>
        <translation>
            <numerusform>%Ln ohne Ort</numerusform>
            <numerusform>%Ln ohne Ort</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Closer (+)</source>
        <translation>Näher (+)</translation>
    </message>
    <message>
        <source>Draw an area</source>
        <translation>Gebiet zeichnen</translation>
    </message>
    <message>
        <source>Draw an area to search in (Shift and drag)</source>
        <translation>Ein Gebiet zeichnen, in dem gesucht wird (Umschalt und ziehen)</translation>
    </message>
    <message>
        <source>Farther away (-)</source>
        <translation>Weiter weg (-)</translation>
    </message>
    <message>
        <source>In this area</source>
        <translation>In diesem Gebiet</translation>
    </message>
    <message>
        <source>Map of photos</source>
        <translation>Karte der Fotos</translation>
    </message>
    <message>
        <source>No photos on the map</source>
        <translation>Keine Fotos auf der Karte</translation>
    </message>
    <message numerus="yes">
        <source>None of %Ln photo(s) says where it was taken.</source>
        <translation>
            <numerusform>Bei %Ln Foto ist nicht bekannt, wo es aufgenommen wurde.</numerusform>
            <numerusform>Bei keinem von %Ln Fotos ist bekannt, wo es aufgenommen wurde.</numerusform>
        </translation>
    </message>
    <message>
        <source>Outlines: Natural Earth. Names: GeoNames (CC BY 4.0) and Unicode CLDR.</source>
        <translation>Umrisse: Natural Earth. Namen: GeoNames (CC BY 4.0) und Unicode CLDR.</translation>
    </message>
    <message>
        <source>Photos here</source>
        <translation>Fotos von hier</translation>
    </message>
    <message>
        <source>Photos without a place</source>
        <translation>Fotos ohne Ort</translation>
    </message>
    <message>
        <source>Search in this area</source>
        <translation>In diesem Gebiet suchen</translation>
    </message>
    <message>
        <source>Show all photos (0)</source>
        <translation>Alle Fotos zeigen (0)</translation>
    </message>
    <message>
        <source>Show the photos of which no place is known</source>
        <translation>Die Fotos zeigen, deren Ort nicht bekannt ist</translation>
    </message>
    <message>
        <source>What is shown has no photos.</source>
        <translation>Was gezeigt wird, hat keine Fotos.</translation>
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
        <source>&amp;Import library…</source>
        <translation>Bibliothek &amp;importieren…</translation>
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
        <source>&amp;More photos count as likely</source>
        <translation>&amp;Mehr Fotos gelten als wahrscheinlich</translation>
    </message>
    <message>
        <source>&amp;No, the tag shown is wrong</source>
        <translation>&amp;Nein, das gezeigte Schlagwort ist falsch</translation>
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
        <source>E&amp;xport library…</source>
        <translation>B&amp;ibliothek exportieren…</translation>
    </message>
    <message>
        <source>F&amp;ewer photos count as likely</source>
        <translation>W&amp;eniger Fotos gelten als wahrscheinlich</translation>
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
        <source>La&amp;bel lists…</source>
        <translation>&amp;Begriffslisten…</translation>
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
        <source>P&amp;lay video or Live Photo</source>
        <translation>Video oder Live-Foto ab&amp;spielen</translation>
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
        <source>Right ans&amp;wer of this search</source>
        <translation>Rich&amp;tige Antwort dieser Suche</translation>
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
        <source>T&amp;itle and description…</source>
        <translation>T&amp;itel und Beschreibung …</translation>
    </message>
    <message>
        <source>Take the flag &amp;off</source>
        <translation>Markierung au&amp;fheben</translation>
    </message>
    <message>
        <source>Wh&amp;y this photo?</source>
        <translation>Warum &amp;dieses Foto?</translation>
    </message>
    <message>
        <source>Yes, the tag shown is ri&amp;ght</source>
        <translation>Ja, das gezeigte Schlagwort ist richti&amp;g</translation>
    </message>
</context>
<context>
    <name>Metadata</name>
    <message>
        <source>Changed here and elsewhere</source>
        <translation>Hier und anderswo geändert</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Colour label</source>
        <translation>Farbmarkierung</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>In der Datei</translation>
    </message>
    <message>
        <source>Keep all of photoclip&apos;s</source>
        <translation>Alles von photoclip behalten</translation>
    </message>
    <message>
        <source>Keep all of the files&apos;</source>
        <translation>Alles aus den Dateien behalten</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>Sterne</translation>
    </message>
    <message>
        <source>There is nothing left to decide.</source>
        <translation>Es gibt nichts mehr zu entscheiden.</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>You changed these here, and another program changed them in the file. Choose what is to count; it is written at once.</source>
        <translation>Sie haben dies hier geändert, ein anderes Programm in der Datei. Wählen Sie, was gelten soll; es wird sofort geschrieben.</translation>
    </message>
    <message>
        <source>no stars</source>
        <translation>keine Sterne</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>{field}: keep {value}</source>
        <translation>{field}: {value} behalten</translation>
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
        <source>Don&apos;t switch</source>
        <translation>Nicht wechseln</translation>
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
        <source>Go on with the model in use; what was read so far is kept</source>
        <translation>Beim verwendeten Modell bleiben; was bisher gelesen wurde, bleibt erhalten</translation>
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
        <source>Import a pickled checkpoint?</source>
        <translation>Einen Pickle-Checkpoint importieren?</translation>
    </message>
    <message>
        <source>Import it</source>
        <translation>Importieren</translation>
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
        <source>photoclip reads only the numbers in it and runs nothing. Import it only if you trust where it comes from.</source>
        <translation>photoclip liest nur die Zahlen darin und führt nichts aus. Importieren Sie ihn nur, wenn Sie seiner Herkunft vertrauen.</translation>
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
        <source>{name} is a pickled checkpoint, a kind of file that can hold a program.</source>
        <translation>{name} ist ein Pickle-Checkpoint, eine Art Datei, die ein Programm enthalten kann.</translation>
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
    <message numerus="yes">
        <source>%n photo(s) are no copies of each other</source>
        <translation>
            <numerusform>%n Foto ist keine Kopie</numerusform>
            <numerusform>%n Fotos sind keine Kopien voneinander</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) are no right answers of “{name}” now</source>
        <translation>
            <numerusform>%n Foto ist keine richtige Antwort von „{name}“ mehr</numerusform>
            <numerusform>%n Fotos sind keine richtigen Antworten von „{name}“ mehr</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) are right answers of “{name}” now</source>
        <translation>
            <numerusform>%n Foto ist jetzt eine richtige Antwort von „{name}“</numerusform>
            <numerusform>%n Fotos sind jetzt richtige Antworten von „{name}“</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) as no copies</source>
        <translation>
            <numerusform>%n Foto als keine Kopie</numerusform>
            <numerusform>%n Fotos als keine Kopien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n right answer(s) of “{name}”</source>
        <translation>
            <numerusform>%n richtige Antwort von „{name}“</numerusform>
            <numerusform>%n richtige Antworten von „{name}“</numerusform>
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
        <source>All of them stay</source>
        <translation>Alle bleiben</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>Changed details of %n photo(s)</source>
        <translation>
            <numerusform>Angaben zu %n Foto geändert</numerusform>
            <numerusform>Angaben zu %n Fotos geändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changed the colour label of %n photo(s)</source>
        <translation>
            <numerusform>Farbmarkierung von %n Foto geändert</numerusform>
            <numerusform>Farbmarkierung von %n Fotos geändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changed the description of %n photo(s)</source>
        <translation>
            <numerusform>Beschreibung von %n Foto geändert</numerusform>
            <numerusform>Beschreibung von %n Fotos geändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changed the title of %n photo(s)</source>
        <translation>
            <numerusform>Titel von %n Foto geändert</numerusform>
            <numerusform>Titel von %n Fotos geändert</numerusform>
        </translation>
    </message>
    <message>
        <source>Colour label</source>
        <translation>Farbmarkierung</translation>
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
        <source>Description</source>
        <translation>Beschreibung</translation>
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
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>It is no longer there.</source>
        <translation>Sie ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Kept the best; the others are in the trash</source>
        <translation>Das beste bleibt; die anderen liegen im Papierkorb</translation>
    </message>
    <message>
        <source>Known tags</source>
        <translation>Bekannte Schlagwörter</translation>
    </message>
    <message>
        <source>Look at the photos of one tag to say which are right.</source>
        <translation>Sehen Sie die Fotos eines Schlagworts an, um zu sagen, welche richtig sind.</translation>
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
        <source>No, not “{name}”</source>
        <translation>Nein, nicht „{name}“</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message numerus="yes">
        <source>Nothing is said of “{name}” on %n photo(s) now</source>
        <translation>
            <numerusform>Zu „{name}“ ist bei %n Foto nichts mehr gesagt</numerusform>
            <numerusform>Zu „{name}“ ist bei %n Fotos nichts mehr gesagt</numerusform>
        </translation>
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
        <source>Purple</source>
        <translation>Violett</translation>
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
    <message>
        <source>Red</source>
        <translation>Rot</translation>
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
        <source>Rename search</source>
        <translation>Suche umbenennen</translation>
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
    <message>
        <source>Several; they stay</source>
        <translation>Verschiedene; sie bleiben</translation>
    </message>
    <message>
        <source>Several; they stay unless you write here</source>
        <translation>Verschiedene; sie bleiben, wenn Sie hier nichts schreiben</translation>
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
        <source>The label is called “{name}” now</source>
        <translation>Das Schlagwort heißt jetzt „{name}“</translation>
    </message>
    <message>
        <source>The label list is called “{name}” now</source>
        <translation>Die Begriffsliste heißt jetzt „{name}“</translation>
    </message>
    <message>
        <source>The search is called “{name}” now</source>
        <translation>Die Suche heißt jetzt „{name}“</translation>
    </message>
    <message>
        <source>The system refused ({reason}).</source>
        <translation>Das System hat es verweigert ({reason}).</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message numerus="yes">
        <source>Title and description of %n photo(s)</source>
        <translation>
            <numerusform>Titel und Beschreibung von %n Foto</numerusform>
            <numerusform>Titel und Beschreibung von %n Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>Gelb</translation>
    </message>
    <message numerus="yes">
        <source>colour label of %n photo(s)</source>
        <translation>
            <numerusform>Farbmarkierung von %n Foto</numerusform>
            <numerusform>Farbmarkierung von %n Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>description of %n photo(s)</source>
        <translation>
            <numerusform>Beschreibung von %n Foto</numerusform>
            <numerusform>Beschreibung von %n Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>details of %n photo(s)</source>
        <translation>
            <numerusform>Angaben zu %n Foto</numerusform>
            <numerusform>Angaben zu %n Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>earlier version of “{name}”</source>
        <translation>frühere Version von „{name}“</translation>
    </message>
    <message>
        <source>keeping all of a group</source>
        <translation>alle einer Gruppe behalten</translation>
    </message>
    <message>
        <source>keeping the best of a group</source>
        <translation>das beste einer Gruppe behalten</translation>
    </message>
    <message>
        <source>new label list name “{name}”</source>
        <translation>neuer Name „{name}“ der Begriffsliste</translation>
    </message>
    <message numerus="yes">
        <source>title of %n photo(s)</source>
        <translation>
            <numerusform>Titel von %n Foto</numerusform>
            <numerusform>Titel von %n Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“{name}” as wrong for %n photo(s)</source>
        <translation>
            <numerusform>„{name}“ als falsch für %n Foto</numerusform>
            <numerusform>„{name}“ als falsch für %n Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“{name}” is wrong for %n photo(s)</source>
        <translation>
            <numerusform>„{name}“ passt nicht zu %n Foto</numerusform>
            <numerusform>„{name}“ passt nicht zu %n Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>“{name}” judges by an earlier version again</source>
        <translation>„{name}“ urteilt wieder mit einer früheren Version</translation>
    </message>
    <message>
        <source>These photos have no tags yet.</source>
        <translation>Diese Fotos haben noch keine Schlagwörter.</translation>
    </message>
    <message>
        <source>This library is open for reading only; nothing can be changed.</source>
        <translation>Diese Bibliothek ist nur zum Lesen geöffnet; nichts kann geändert werden.</translation>
    </message>
    <message>
        <source>This name is taken already.</source>
        <translation>Dieser Name ist schon vergeben.</translation>
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
        <source>Yes, this is “{name}”</source>
        <translation>Ja, das ist „{name}“</translation>
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
    <message>
        <source>new label name “{name}”</source>
        <translation>neuer Name „{name}“ des Schlagworts</translation>
    </message>
    <message>
        <source>new search name “{name}”</source>
        <translation>neuer Suchname „{name}“</translation>
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
        <source>tags by the list “{name}” on %n photo(s)</source>
        <translation>
            <numerusform>Schlagwörter nach der Liste „{name}“ an %n Foto</numerusform>
            <numerusform>Schlagwörter nach der Liste „{name}“ an %n Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>taking %n right answer(s) off “{name}”</source>
        <translation>
            <numerusform>Entfernen von %n richtigen Antwort von „{name}“</numerusform>
            <numerusform>Entfernen von %n richtigen Antworten von „{name}“</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>taking back “{name}” on %n photo(s)</source>
        <translation>
            <numerusform>Rücknahme von „{name}“ bei %n Foto</numerusform>
            <numerusform>Rücknahme von „{name}“ bei %n Fotos</numerusform>
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
    <name>Recovery</name>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tag(s)</source>
        <translation>
            <numerusform>%n Schlagwort</numerusform>
            <numerusform>%n Schlagwörter</numerusform>
        </translation>
    </message>
    <message>
        <source>Begin a new library</source>
        <translation>Neue Bibliothek beginnen</translation>
    </message>
    <message>
        <source>Everything that you decided could still be read, and was saved just now: {holds}. Nothing of it is lost.</source>
        <translation>Alles, was Sie entschieden haben, war noch lesbar und wurde eben gesichert: {holds}. Nichts davon ist verloren.</translation>
    </message>
    <message>
        <source>Looking at what can be brought back…</source>
        <translation>Es wird nachgesehen, was zurückgeholt werden kann …</translation>
    </message>
    <message>
        <source>Nothing of it can be read, and there is no backup. Your photos are not touched: begin a new library, and they are found again. The damaged file is kept.</source>
        <translation>Nichts davon ist lesbar, und es gibt keine Sicherung. Ihre Fotos sind nicht betroffen: Beginnen Sie eine neue Bibliothek, dann werden sie wiedergefunden. Die beschädigte Datei bleibt erhalten.</translation>
    </message>
    <message>
        <source>Other backups…</source>
        <translation>Andere Sicherungen …</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Restore backup of {date}</source>
        <translation>Sicherung vom {date} zurückholen</translation>
    </message>
    <message>
        <source>Restoring the backup…</source>
        <translation>Die Sicherung wird zurückgeholt …</translation>
    </message>
    <message>
        <source>The backup cannot be restored</source>
        <translation>Die Sicherung kann nicht zurückgeholt werden</translation>
    </message>
    <message>
        <source>The last backup has {holds}. What you decided after it was made is lost; newer photos are found again.</source>
        <translation>Die letzte Sicherung enthält {holds}. Was Sie danach entschieden haben, ist verloren; neuere Fotos werden wiedergefunden.</translation>
    </message>
    <message>
        <source>The library file is damaged</source>
        <translation>Die Bibliotheksdatei ist beschädigt</translation>
    </message>
    <message>
        <source>This takes a few moments. Your photos are not touched.</source>
        <translation>Das dauert einen Augenblick. Ihre Fotos werden nicht angerührt.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Your photos are not touched, and the damaged file is kept.</source>
        <translation>Ihre Fotos werden nicht angerührt, und die beschädigte Datei bleibt erhalten.</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source> · ↑ ↓: counts more, less</source>
        <translation> · ↑ ↓: zählt mehr, weniger</translation>
    </message>
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
        <source>Live Photo</source>
        <translation>Live-Foto</translation>
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
        <source>Parentheses hold only filters; “{piece}” is none.</source>
        <translation>In Klammern stehen nur Filter; „{piece}“ ist keiner.</translation>
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
        <source>RAW with a picture</source>
        <translation>RAW mit Bild</translation>
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
        <source>The weight of “{piece}” must be a number above 0.</source>
        <translation>Das Gewicht von „{piece}“ muss größer als 0 sein.</translation>
    </message>
    <message>
        <source>The weight “{piece}” needs words directly behind it, such as 2:dog.</source>
        <translation>Das Gewicht „{piece}“ braucht Wörter direkt dahinter, etwa 2:Hund.</translation>
    </message>
    <message>
        <source>These parentheses are empty; put filters in them.</source>
        <translation>Diese Klammern sind leer; sie brauchen Filter.</translation>
    </message>
    <message>
        <source>This quotation is not closed.</source>
        <translation>Dieses Anführungszeichen ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>This “(” is not closed; a “)” goes behind the group&apos;s last filter.</source>
        <translation>Diese „(“ ist nicht geschlossen; hinter den letzten Filter der Gruppe gehört eine „)“.</translation>
    </message>
    <message>
        <source>This “)” closes nothing; parentheses stand around filters.</source>
        <translation>Diese „)“ schließt nichts; Klammern stehen um Filter.</translation>
    </message>
    <message>
        <source>Too many parentheses stand inside each other.</source>
        <translation>Zu viele Klammern stehen ineinander.</translation>
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
        <source>a country or its letters, such as Portugal or PT</source>
        <translation>ein Land oder sein Kürzel, etwa Portugal oder PT</translation>
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
        <source>a part of the reason, or any</source>
        <translation>ein Teil des Grundes, oder any (irgendeiner)</translation>
    </message>
    <message>
        <source>a picture file</source>
        <translation>eine Bilddatei</translation>
    </message>
    <message>
        <source>a quarter, town, region or country, such as Lisbon</source>
        <translation>ein Stadtteil, Ort, eine Region oder ein Land, etwa Lissabon</translation>
    </message>
    <message>
        <source>a state, province or district, such as Bavaria</source>
        <translation>ein Bundesland, eine Provinz oder ein Bezirk, etwa Bayern</translation>
    </message>
    <message>
        <source>a tag</source>
        <translation>ein Schlagwort</translation>
    </message>
    <message>
        <source>a town, or latitude,longitude; and kilometres, such as Lisbon,10</source>
        <translation>eine Stadt oder Breite,Länge; und Kilometer, etwa Lissabon,10</translation>
    </message>
    <message>
        <source>a year, or several such as 2020..2023</source>
        <translation>ein Jahr oder mehrere, etwa 2020..2023</translation>
    </message>
    <message>
        <source>an album&apos;s name</source>
        <translation>der Name eines Albums</translation>
    </message>
    <message>
        <source>an automatic tag: a list, a label, or list/label</source>
        <translation>ein automatisches Schlagwort: Liste, Begriff oder Liste/Begriff</translation>
    </message>
    <message>
        <source>at least so many stars; 0: unrated; also &lt;2, 3..5</source>
        <translation>mindestens so viele Sterne; 0: unbewertet; auch &lt;2, 3..5</translation>
    </message>
    <message>
        <source>before {value}</source>
        <translation>vor {value}</translation>
    </message>
    <message>
        <source>camera {value}</source>
        <translation>Kamera {value}</translation>
    </message>
    <message>
        <source>counts {times}</source>
        <translation>zählt {times}</translation>
    </message>
    <message>
        <source>from {value} on</source>
        <translation>ab {value}</translation>
    </message>
    <message>
        <source>in a burst</source>
        <translation>in einer Serie</translation>
    </message>
    <message>
        <source>in album {value}</source>
        <translation>im Album {value}</translation>
    </message>
    <message>
        <source>in an album</source>
        <translation>in einem Album</translation>
    </message>
    <message>
        <source>in the area {value}</source>
        <translation>im Gebiet {value}</translation>
    </message>
    <message>
        <source>in the year {value}</source>
        <translation>im Jahr {value}</translation>
    </message>
    <message>
        <source>in {value}</source>
        <translation>in {value}</translation>
    </message>
    <message>
        <source>labelled {value}</source>
        <translation>automatisch {value}</translation>
    </message>
    <message>
        <source>landscape format</source>
        <translation>Querformat</translation>
    </message>
    <message>
        <source>landscape, portrait or square</source>
        <translation>landscape (quer), portrait (hoch) oder square (quadratisch)</translation>
    </message>
    <message>
        <source>lens {value}</source>
        <translation>Objektiv {value}</translation>
    </message>
    <message>
        <source>like {names}</source>
        <translation>wie {names}</translation>
    </message>
    <message>
        <source>motion photo</source>
        <translation>bewegtes Foto</translation>
    </message>
    <message>
        <source>near {value}</source>
        <translation>nahe {value}</translation>
    </message>
    <message>
        <source>not like {names}</source>
        <translation>nicht wie {names}</translation>
    </message>
    <message>
        <source>not {what}</source>
        <translation>nicht {what}</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>nicht erreichbar</translation>
    </message>
    <message>
        <source>on {value}</source>
        <translation>am {value}</translation>
    </message>
    <message>
        <source>photo {number}</source>
        <translation>Foto {number}</translation>
    </message>
    <message>
        <source>photoclip never fetches from the web; copy the picture itself and paste it here, or save it and drop the file.</source>
        <translation>photoclip holt nie etwas aus dem Internet; das Bild selbst kopieren und hier einfügen oder es sichern und die Datei ablegen.</translation>
    </message>
    <message>
        <source>picked</source>
        <translation>markiert</translation>
    </message>
    <message>
        <source>picked or rejected</source>
        <translation>markiert oder abgelehnt</translation>
    </message>
    <message>
        <source>picked, rejected or none</source>
        <translation>picked (markiert), rejected (abgelehnt) oder none (keine)</translation>
    </message>
    <message>
        <source>portrait format</source>
        <translation>Hochformat</translation>
    </message>
    <message>
        <source>rated {value}</source>
        <translation>Bewertung {value}</translation>
    </message>
    <message>
        <source>rated {value} or more</source>
        <translation>mit {value} Sternen oder mehr</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>size {value}</source>
        <translation>Größe {value}</translation>
    </message>
    <message>
        <source>south,west,north,east, such as 38.6,-9.3,38.8,-9.0</source>
        <translation>Süd,West,Nord,Ost, etwa 38.6,-9.3,38.8,-9.0</translation>
    </message>
    <message>
        <source>square</source>
        <translation>quadratisch</translation>
    </message>
    <message>
        <source>such as &gt;5mb, &lt;500kb, &gt;12mp or 1920x1080</source>
        <translation>etwa &gt;5mb, &lt;500kb, &gt;12mp oder 1920x1080</translation>
    </message>
    <message>
        <source>tagged {value}</source>
        <translation>mit Schlagwort {value}</translation>
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
        <source>taken in a year, month or day, such as 2024-06</source>
        <translation>aufgenommen in einem Jahr, Monat oder an einem Tag, etwa 2024-06</translation>
    </message>
    <message>
        <source>type {value}</source>
        <translation>Typ {value}</translation>
    </message>
    <message>
        <source>unflagged</source>
        <translation>weder markiert noch abgelehnt</translation>
    </message>
    <message>
        <source>unrated</source>
        <translation>unbewertet</translation>
    </message>
    <message>
        <source>untagged</source>
        <translation>ohne Schlagwörter</translation>
    </message>
    <message>
        <source>untagged, duplicate or offline</source>
        <translation>untagged (ohne Schlagwörter), duplicate (Duplikat) oder offline</translation>
    </message>
    <message>
        <source>video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>what a photo has, such as gps, tags or a title</source>
        <translation>was ein Foto hat, etwa gps, tags oder title</translation>
    </message>
    <message>
        <source>with a camera</source>
        <translation>mit Kamera</translation>
    </message>
    <message>
        <source>with a date</source>
        <translation>mit Datum</translation>
    </message>
    <message>
        <source>with a description</source>
        <translation>mit Beschreibung</translation>
    </message>
    <message>
        <source>with a duplicate</source>
        <translation>mit Duplikat</translation>
    </message>
    <message>
        <source>with a file that cannot be read</source>
        <translation>mit einer unlesbaren Datei</translation>
    </message>
    <message>
        <source>with a file that failed: {value}</source>
        <translation>mit einer fehlerhaften Datei: {value}</translation>
    </message>
    <message>
        <source>with a lens</source>
        <translation>mit Objektiv</translation>
    </message>
    <message>
        <source>with a place</source>
        <translation>mit Ort</translation>
    </message>
    <message>
        <source>with a title</source>
        <translation>mit Titel</translation>
    </message>
    <message>
        <source>with automatic tags</source>
        <translation>mit automatischen Schlagwörtern</translation>
    </message>
    <message>
        <source>with stars</source>
        <translation>mit Sternen</translation>
    </message>
    <message>
        <source>with tags</source>
        <translation>mit Schlagwörtern</translation>
    </message>
    <message>
        <source>without {words}</source>
        <translation>ohne {words}</translation>
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
        <source>“{filter}” is not understood; “{name}:” takes {values}.</source>
        <translation>„{filter}“ ist unverständlich; „{name}:“ kennt {values}.</translation>
    </message>
    <message>
        <source>“{piece}” gives a weight to a filter; only words and pictures have one.</source>
        <translation>„{piece}“ gibt einem Filter ein Gewicht; das haben nur Wörter und Bilder.</translation>
    </message>
    <message>
        <source>“{piece}” has nothing to join.</source>
        <translation>„{piece}“ hat nichts zu verbinden.</translation>
    </message>
    <message>
        <source>“{piece}” joins two filters; there must be one on each side.</source>
        <translation>„{piece}“ verbindet zwei Filter; auf jeder Seite muss einer stehen.</translation>
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
        <source>%n photo(s) changed elsewhere too.</source>
        <translation>
            <numerusform>%n Foto wurde auch anderswo geändert.</numerusform>
            <numerusform>%n Fotos wurden auch anderswo geändert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) to be written.</source>
        <translation>
            <numerusform>%n Foto ist zu schreiben.</numerusform>
            <numerusform>%n Fotos sind zu schreiben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) wait:</source>
        <translation>
            <numerusform>%n Foto wartet:</numerusform>
            <numerusform>%n Fotos warten:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n abgelehnt</numerusform>
            <numerusform>%n abgelehnt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sidecar(s) cannot be understood.</source>
        <translation>
            <numerusform>%n Begleitdatei ist nicht zu verstehen.</numerusform>
            <numerusform>%n Begleitdateien sind nicht zu verstehen.</numerusform>
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
        <source>Back up now</source>
        <translation>Jetzt sichern</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>Built with {parts}.</source>
        <translation>Gebaut mit {parts}.</translation>
    </message>
    <message>
        <source>Changes are noticed</source>
        <translation>Änderungen werden bemerkt</translation>
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
        <source>Conflicts…</source>
        <translation>Konflikte …</translation>
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
        <source>Everything is written.</source>
        <translation>Alles ist geschrieben.</translation>
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
        <source>Folders on a network often tell of no changes; such ones are looked through on a timer</source>
        <translation>Ordner in einem Netzwerk melden Änderungen oft nicht; solche werden in Abständen durchgesehen</translation>
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
        <source>Go back to the backup of {date}?</source>
        <translation>Zur Sicherung vom {date} zurückkehren?</translation>
    </message>
    <message>
        <source>Hidden folders, and folders that hold a file named .nomedia, are left out.</source>
        <translation>Versteckte Ordner und Ordner mit einer Datei namens .nomedia werden ausgelassen.</translation>
    </message>
    <message>
        <source>How changes in {name} are noticed</source>
        <translation>Wie Änderungen in {name} bemerkt werden</translation>
    </message>
    <message>
        <source>IMG.JPG.xmp (digiKam, darktable)</source>
        <translation>IMG.JPG.xmp (digiKam, darktable)</translation>
    </message>
    <message>
        <source>IMG.xmp (Lightroom)</source>
        <translation>IMG.xmp (Lightroom)</translation>
    </message>
    <message>
        <source>In these folders</source>
        <translation>In diesen Ordnern</translation>
    </message>
    <message>
        <source>Into the photos themselves</source>
        <translation>In die Fotos selbst</translation>
    </message>
    <message>
        <source>It moved…</source>
        <translation>Umgezogen…</translation>
    </message>
    <message>
        <source>JPEG, PNG, WebP and TIFF: their pictures keep every byte. Others get a sidecar.</source>
        <translation>JPEG, PNG, WebP und TIFF: Ihre Bilder behalten jedes Byte. Andere bekommen eine Begleitdatei.</translation>
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
        <source>Making a backup…</source>
        <translation>Es wird gesichert …</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Metadaten</translation>
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
        <source>Name new sidecars</source>
        <translation>Namen neuer Begleitdateien</translation>
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
        <source>Restore</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Eine Sicherung zurückholen</translation>
    </message>
    <message>
        <source>Restore the backup of {date}</source>
        <translation>Die Sicherung vom {date} zurückholen</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Zurückholen …</translation>
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
        <source>Saved: {holds}.</source>
        <translation>Gesichert: {holds}.</translation>
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
        <source>Show a raw file and the JPEG or HEIF beside it as one photo</source>
        <translation>Eine Raw-Datei und das JPEG oder HEIF daneben als ein Foto zeigen</translation>
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
        <source>Stay in the tray and go on when the window is closed</source>
        <translation>Im Infobereich weiterlaufen, wenn das Fenster zu ist</translation>
    </message>
    <message>
        <source>Tags, stars and albums hold for both files, also when they part.</source>
        <translation>Schlagwörter, Sterne und Alben gelten für beide Dateien, auch wenn sie sich trennen.</translation>
    </message>
    <message>
        <source>Tags, stars, albums and label lists are saved once on each day on which something changed. A week of days and a month of weeks are kept.</source>
        <translation>Schlagwörter, Sterne, Alben und Schlagwortlisten werden an jedem Tag, an dem sich etwas geändert hat, einmal gesichert. Aufgehoben werden die Tage einer Woche und die Wochen eines Monats.</translation>
    </message>
    <message>
        <source>Tags, stars, albums and label lists become what they were then. What they are now is saved as a backup first, and your photos are not touched.</source>
        <translation>Schlagwörter, Sterne, Alben und Schlagwortlisten werden wieder, was sie damals waren. Was sie jetzt sind, wird vorher gesichert, und Ihre Fotos werden nicht angerührt.</translation>
    </message>
    <message>
        <source>Tags, stars, titles, descriptions and colour labels can be written so that digiKam, Lightroom, darktable and others read them. What these write in between is kept, and their changes are read.</source>
        <translation>Schlagwörter, Sterne, Titel, Beschreibungen und Farbmarkierungen können so geschrieben werden, dass digiKam, Lightroom, darktable und andere sie lesen. Was diese dort schreiben, bleibt erhalten, und ihre Änderungen werden gelesen.</translation>
    </message>
    <message>
        <source>The count is of what photoclip&apos;s Python code attempts; what a library written in another language did by itself would not be in it.</source>
        <translation>Gezählt wird, was der Python-Code von photoclip versucht; was eine Bibliothek in einer anderen Sprache von sich aus täte, wäre nicht dabei.</translation>
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
        <source>The photos themselves are never changed.</source>
        <translation>Die Fotos selbst werden nie verändert.</translation>
    </message>
    <message>
        <source>The settings cannot be written to {path} ({reason}); they hold until photoclip is closed.</source>
        <translation>Die Einstellungen können nicht nach {path} geschrieben werden ({reason}); sie gelten, bis photoclip geschlossen wird.</translation>
    </message>
    <message>
        <source>There is no backup yet.</source>
        <translation>Es gibt noch keine Sicherung.</translation>
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
        <source>This backup is damaged.</source>
        <translation>Diese Sicherung ist beschädigt.</translation>
    </message>
    <message>
        <source>This desktop has no tray</source>
        <translation>Dieser Desktop hat keinen Infobereich</translation>
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
        <source>To sidecars (a small .xmp file beside each photo)</source>
        <translation>In Begleitdateien (eine kleine .xmp-Datei neben jedem Foto)</translation>
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
        <source>What you and another program changed differently</source>
        <translation>Was Sie und ein anderes Programm unterschiedlich geändert haben</translation>
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
        <source>Write nothing back</source>
        <translation>Nichts zurückschreiben</translation>
    </message>
    <message>
        <source>Write now</source>
        <translation>Jetzt schreiben</translation>
    </message>
    <message>
        <source>Write what waits, without waiting any longer</source>
        <translation>Was ansteht, ohne weiteres Warten schreiben</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Es wird geschrieben …</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>as the system tells of them</source>
        <translation>sobald das System sie meldet</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>before a backup was restored</source>
        <translation>vor dem Zurückholen einer Sicherung</translation>
    </message>
    <message>
        <source>before an import</source>
        <translation>vor einem Import</translation>
    </message>
    <message>
        <source>before an upgrade</source>
        <translation>vor einer Aktualisierung</translation>
    </message>
    <message numerus="yes">
        <source>every %n hour(s)</source>
        <translation>
            <numerusform>jede Stunde</numerusform>
            <numerusform>alle %n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>every %n minute(s)</source>
        <translation>
            <numerusform>jede Minute</numerusform>
            <numerusform>alle %n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>every %n second(s)</source>
        <translation>
            <numerusform>jede Sekunde</numerusform>
            <numerusform>alle %n Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>made by you, kept</source>
        <translation>von Ihnen, bleibt erhalten</translation>
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
        <source>saved from a damaged library</source>
        <translation>aus einer beschädigten Bibliothek gerettet</translation>
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
    <message numerus="yes">
        <source>%n right answer(s) lost by the last change</source>
        <translation>
            <numerusform>%n richtige Antwort durch die letzte Änderung verloren</numerusform>
            <numerusform>%n richtige Antworten durch die letzte Änderung verloren</numerusform>
        </translation>
    </message>
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
        <source>Looked through on a timer: changes are noticed a little later</source>
        <translation>Wird in Abständen durchgesehen: Änderungen werden etwas später bemerkt</translation>
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
        <source>Places</source>
        <translation>Orte</translation>
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
        <source>Search health…</source>
        <translation>Zustand der Suche …</translation>
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
    <message numerus="yes">
        <source>{found} of %n right answer(s) among the first {first}</source>
        <translation>
            <numerusform>{found} von %n richtigen Antwort unter den ersten {first}</numerusform>
            <numerusform>{found} von %n richtigen Antworten unter den ersten {first}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{found} of %n right answer(s) likely</source>
        <translation>
            <numerusform>{found} von %n richtigen Antwort wahrscheinlich</numerusform>
            <numerusform>{found} von %n richtigen Antworten wahrscheinlich</numerusform>
        </translation>
    </message>
    <message>
        <source>{found} of {all}</source>
        <translation>{found} von {all}</translation>
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
        <source>Looking for copies: {place}</source>
        <translation>Suche nach Kopien: {place}</translation>
    </message>
    <message>
        <source>Looking for copies…</source>
        <translation>Suche nach Kopien …</translation>
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
        <source>Reading what files say of photos: {place}</source>
        <translation>Lese, was Dateien über Fotos sagen: {place}</translation>
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
    <name>Timeline</name>
    <message numerus="yes">
        <source>%Ln without a date</source>
        <translation>
            <numerusform>%Ln ohne Datum</numerusform>
            <numerusform>%Ln ohne Datum</numerusform>
        </translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Look at</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>Monate</translation>
    </message>
    <message>
        <source>No photos here</source>
        <translation>Hier sind keine Fotos</translation>
    </message>
    <message>
        <source>Part of the time that is shown</source>
        <translation>Gezeigter Teil der Zeit</translation>
    </message>
    <message>
        <source>Photos over time</source>
        <translation>Fotos im Lauf der Zeit</translation>
    </message>
    <message>
        <source>Photos without a date</source>
        <translation>Fotos ohne Datum</translation>
    </message>
    <message>
        <source>Show the photos of which no date is known</source>
        <translation>Fotos zeigen, deren Datum unbekannt ist</translation>
    </message>
    <message>
        <source>Show the whole time (0)</source>
        <translation>Ganzen Zeitraum zeigen (0)</translation>
    </message>
    <message>
        <source>What is shown has no photos that could stand on a timeline.</source>
        <translation>Unter dem Gezeigten ist kein Foto für eine Zeitleiste.</translation>
    </message>
    <message>
        <source>Whole time</source>
        <translation>Ganzer Zeitraum</translation>
    </message>
    <message>
        <source>Years</source>
        <translation>Jahre</translation>
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
    <name>Tray</name>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Show photoclip</source>
        <translation>photoclip anzeigen</translation>
    </message>
    <message>
        <source>photoclip</source>
        <translation>photoclip</translation>
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
        <source>Colour label</source>
        <translation>Farbmarkierung</translation>
    </message>
    <message>
        <source>Colours, little to much</source>
        <translation>Farben, von wenig bis viel</translation>
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
        <source>Fits better than “{rival}”, by {margin}.</source>
        <translation>Passt besser als „{rival}“, um {margin}.</translation>
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
        <source>Hardly to be seen here.</source>
        <translation>Hier kaum zu sehen.</translation>
    </message>
    <message>
        <source>Hardly to be seen here; “{rival}” fits better.</source>
        <translation>Hier kaum zu sehen; „{rival}“ passt besser.</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Hide the heat-map</source>
        <translation>Heatmap ausblenden</translation>
    </message>
    <message>
        <source>Hide the heat-map (W)</source>
        <translation>Heatmap ausblenden (W)</translation>
    </message>
    <message>
        <source>Known tags</source>
        <translation>Bekannte Schlagwörter</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>Objektiv</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Live Photo</source>
        <translation>Live-Foto</translation>
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
        <source>Looking…</source>
        <translation>Wird angesehen …</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Weitere Aktionen</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegt</translation>
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
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Play the Live Photo</source>
        <translation>Das Live-Foto abspielen</translation>
    </message>
    <message>
        <source>Play the motion photo</source>
        <translation>Das bewegte Foto abspielen</translation>
    </message>
    <message>
        <source>Play the video</source>
        <translation>Das Video abspielen</translation>
    </message>
    <message>
        <source>Play video or Live Photo</source>
        <translation>Video oder Live-Foto abspielen</translation>
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
        <source>The numbers are similarities of picture and text, as {model} sees them.</source>
        <translation>Die Zahlen sind Ähnlichkeiten von Bild und Text, wie {model} sie sieht.</translation>
    </message>
    <message>
        <source>The tag {name} is right</source>
        <translation>Das Schlagwort {name} ist richtig</translation>
    </message>
    <message>
        <source>Type a tag and press Enter (T)</source>
        <translation>Schlagwort eingeben und Eingabetaste drücken (T)</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>What the model sees</source>
        <translation>Was das Modell sieht</translation>
    </message>
    <message>
        <source>What to look for</source>
        <translation>Was gesucht wird</translation>
    </message>
    <message>
        <source>Where is …?</source>
        <translation>Wo ist …?</translation>
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
        <source>Why this photo?</source>
        <translation>Warum dieses Foto?</translation>
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
        <source>from the file&apos;s name</source>
        <translation>aus dem Dateinamen</translation>
    </message>
    <message>
        <source>from the satellites&apos; clock</source>
        <translation>von der Uhr der Satelliten</translation>
    </message>
    <message>
        <source>from the sidecar</source>
        <translation>aus der Begleitdatei</translation>
    </message>
    <message>
        <source>given by you</source>
        <translation>von Hand vergeben</translation>
    </message>
    <message>
        <source>little</source>
        <translation>wenig</translation>
    </message>
    <message>
        <source>motion photo</source>
        <translation>bewegtes Foto</translation>
    </message>
    <message>
        <source>much</source>
        <translation>viel</translation>
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
        <source>time of the file&apos;s last change</source>
        <translation>Zeit der letzten Änderung der Datei</translation>
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
    <message>
        <source>“{rival}” fits better, by {margin}.</source>
        <translation>„{rival}“ passt besser, um {margin}.</translation>
    </message>
</context>
<context>
    <name>Ways</name>
    <message>
        <source>&amp;Copies and bursts</source>
        <translation>&amp;Kopien und Serien</translation>
    </message>
    <message>
        <source>&amp;Events</source>
        <translation>&amp;Ereignisse</translation>
    </message>
    <message>
        <source>&amp;Grid</source>
        <translation>&amp;Raster</translation>
    </message>
    <message>
        <source>&amp;Map</source>
        <translation>&amp;Karte</translation>
    </message>
    <message>
        <source>&amp;Timeline</source>
        <translation>&amp;Zeitleiste</translation>
    </message>
    <message>
        <source>Map of &amp;similarity</source>
        <translation>Ä&amp;hnlichkeitskarte</translation>
    </message>
    <message>
        <source>Show in the grid</source>
        <translation>Im Raster zeigen</translation>
    </message>
    <message>
        <source>Way to look: {name}</source>
        <translation>Ansicht: {name}</translation>
    </message>
    <message>
        <source>Ways to look</source>
        <translation>Ansichten</translation>
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
    <message numerus="yes">
        <source>%n picture(s) are not in the library.</source>
        <translation>
            <numerusform>%n Bild ist nicht in der Bibliothek.</numerusform>
            <numerusform>%n Bilder sind nicht in der Bibliothek.</numerusform>
        </translation>
    </message>
    <message>
        <source>Add the folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Adding photos stopped</source>
        <translation>Hinzufügen von Fotos angehalten</translation>
    </message>
    <message>
        <source>Close this notice</source>
        <translation>Diesen Hinweis schließen</translation>
    </message>
    <message>
        <source>If photoclip still runs there and both write, what you decided can be lost. Take the library over only when it surely does not: after a crash, or when its drive was pulled out.</source>
        <translation>Wenn photoclip dort noch läuft und beide schreiben, kann verloren gehen, was Sie entschieden haben. Übernehmen Sie die Bibliothek nur, wenn es dort sicher nicht läuft: nach einem Absturz oder wenn das Laufwerk abgezogen wurde.</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Make a new library here</source>
        <translation>Hier eine neue Bibliothek anlegen</translation>
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
        <source>Take it over</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>The library cannot be opened</source>
        <translation>Die Bibliothek kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>The library is in use</source>
        <translation>Die Bibliothek ist in Benutzung</translation>
    </message>
    <message>
        <source>The library is not there</source>
        <translation>Die Bibliothek ist nicht da</translation>
    </message>
    <message>
        <source>The other process has finished: everything can be changed again.</source>
        <translation>Der andere Prozess ist fertig: Alles lässt sich wieder ändern.</translation>
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
        <source>This library lies where nothing can be written: you can look and search, but not change anything.</source>
        <translation>Diese Bibliothek liegt an einem Ort, an dem nichts geschrieben werden kann: Sie können schauen und suchen, aber nichts ändern.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Waiting for the disk; it goes on by itself</source>
        <translation>Wartet auf den Datenträger und macht von selbst weiter</translation>
    </message>
    <message>
        <source>{folder} cannot be found. Connect its drive or put its folder back, and it opens by itself.</source>
        <translation>{folder} ist nicht zu finden. Schließen Sie das Laufwerk an oder legen Sie den Ordner zurück, dann öffnet sie sich von selbst.</translation>
    </message>
    <message>
        <source>{name} is not in the library.</source>
        <translation>{name} ist nicht in der Bibliothek.</translation>
    </message>
    <message>
        <source>“{host}” has this library open.</source>
        <translation>„{host}“ hat diese Bibliothek geöffnet.</translation>
    </message>
</context>
</TS>
