<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
    <context>
        <name>Carry</name>
        <message numerus="yes">
            <source>%n album(s)</source>
            <translation>
                <numerusform>%n album</numerusform>
                <numerusform>%n albums</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n label list(s)</source>
            <translation>
                <numerusform>%n label list</numerusform>
                <numerusform>%n label lists</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s)</source>
            <translation>
                <numerusform>%n photo</numerusform>
                <numerusform>%n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s), {tags} tags</source>
            <translation>
                <numerusform>%n photo, {tags} tags</numerusform>
                <numerusform>%n photos, {tags} tags</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n rating(s) or flag(s)</source>
            <translation>
                <numerusform>%n rating or flag</numerusform>
                <numerusform>%n ratings or flags</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n saved search(es)</source>
            <translation>
                <numerusform>%n saved search(es)</numerusform>
                <numerusform>%n saved search(es)</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n tag(s)</source>
            <translation>
                <numerusform>%n tag</numerusform>
                <numerusform>%n tags</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Exported %n photo(s) with {tags} tags ({size}).</source>
            <translation>
                <numerusform>Exported %n photo with {tags} tags ({size}).</numerusform>
                <numerusform>Exported %n photos with {tags} tags ({size}).</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Kept as it is here: %n thing(s).</source>
            <translation>
                <numerusform>Kept as it is here: %n thing.</numerusform>
                <numerusform>Kept as it is here: %n things.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Copies</name>
        <message numerus="yes">
            <source>%Ln group(s) to decide</source>
            <translation>
                <numerusform>%Ln group to decide</numerusform>
                <numerusform>%Ln groups to decide</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s)</source>
            <translation>
                <numerusform>%n file</numerusform>
                <numerusform>%n files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) stayed where they are. {reason}</source>
            <translation>
                <numerusform>%n file stayed where they are. {reason}</numerusform>
                <numerusform>%n files stayed where they are. {reason}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s)</source>
            <translation>
                <numerusform>%n photo</numerusform>
                <numerusform>%n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>, trash %n</source>
            <translation>
                <numerusform>, trash %n</numerusform>
                <numerusform>, trash %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Keep %n</source>
            <translation>
                <numerusform>Keep %n</numerusform>
                <numerusform>Keep %n</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Events</name>
        <message numerus="yes">
            <source>%Ln event(s)</source>
            <translation>
                <numerusform>%Ln event</numerusform>
                <numerusform>%Ln events</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Export</name>
        <message numerus="yes">
            <source>Export %n photo(s)</source>
            <translation>
                <numerusform>Export %n photo</numerusform>
                <numerusform>Export %n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Exported %n photo(s)</source>
            <translation>
                <numerusform>Exported %n photo</numerusform>
                <numerusform>Exported %n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Exported %n photo(s) to {folder}</source>
            <translation>
                <numerusform>Exported %n photo to {folder}</numerusform>
                <numerusform>Exported %n photos to {folder}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Stopped; %n photo(s) are in {folder}</source>
            <translation>
                <numerusform>Stopped; %n photo is in {folder}</numerusform>
                <numerusform>Stopped; %n photos are in {folder}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Failures</name>
        <message numerus="yes">
            <source>%n file(s) could not be read. photoclip tries again when a file changes.</source>
            <translation>
                <numerusform>%n file could not be read. photoclip tries again when a file changes.</numerusform>
                <numerusform>%n files could not be read. photoclip tries again when a file changes.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Copied %n line(s) to the clipboard.</source>
            <translation>
                <numerusform>Copied %n line to the clipboard.</numerusform>
                <numerusform>Copied %n lines to the clipboard.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Folders</name>
        <message numerus="yes">
            <source>%n photo(s) of “{folder}” cannot be found</source>
            <translation>
                <numerusform>%n photo of “{folder}” cannot be found</numerusform>
                <numerusform>%n photos of “{folder}” cannot be found</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Forget %n photo(s)</source>
            <translation>
                <numerusform>Forget %n photo</numerusform>
                <numerusform>Forget %n photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Grid</name>
        <message numerus="yes">
            <source>%Ln copies</source>
            <translation>
                <numerusform>%Ln copy</numerusform>
                <numerusform>%Ln copies</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln photo(s)</source>
            <translation>
                <numerusform>%Ln photo</numerusform>
                <numerusform>%Ln photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln star(s)</source>
            <translation>
                <numerusform>%Ln star</numerusform>
                <numerusform>%Ln stars</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln tag(s)</source>
            <translation>
                <numerusform>%Ln tag</numerusform>
                <numerusform>%Ln tags</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Select %Ln photo(s)</source>
            <translation>
                <numerusform>Select %Ln photo</numerusform>
                <numerusform>Select %Ln photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Stack of %Ln photo(s)</source>
            <translation>
                <numerusform>Stack of %Ln photo</numerusform>
                <numerusform>Stack of %Ln photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Health</name>
        <message numerus="yes">
            <source>%n right answer(s) no longer found</source>
            <translation>
                <numerusform>%n right answer no longer found</numerusform>
                <numerusform>%n right answers no longer found</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n saved search(es) find less than before.</source>
            <translation>
                <numerusform>%n saved search finds less than before.</numerusform>
                <numerusform>%n saved searches find less than before.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Labels</name>
        <message numerus="yes">
            <source>%Ln photo(s)</source>
            <translation>
                <numerusform>%Ln photo</numerusform>
                <numerusform>%Ln photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln photo(s) fit these labels.</source>
            <translation>
                <numerusform>%Ln photo fits these labels.</numerusform>
                <numerusform>%Ln photos fit these labels.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln photo(s) get it</source>
            <translation>
                <numerusform>%Ln photo gets it</numerusform>
                <numerusform>%Ln photos get it</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln photo(s) that no label explains</source>
            <translation>
                <numerusform>%Ln photo that no label explains</numerusform>
                <numerusform>%Ln photos that no label explains</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln tag(s) stand. What you tagged yourself stays.</source>
            <translation>
                <numerusform>%Ln tag stands. What you tagged yourself stays.</numerusform>
                <numerusform>%Ln tags stand. What you tagged yourself stays.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln tag(s) taken back.</source>
            <translation>
                <numerusform>%Ln tag taken back.</numerusform>
                <numerusform>%Ln tags taken back.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n answer(s)</source>
            <translation>
                <numerusform>%n answer</numerusform>
                <numerusform>%n answers</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n label(s)</source>
            <translation>
                <numerusform>%n label</numerusform>
                <numerusform>%n labels</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>tags %n folder(s) by itself</source>
            <translation>
                <numerusform>tags %n folder by itself</numerusform>
                <numerusform>tags %n folders by itself</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{right} right on %n answer(s), range {low} to {high}</source>
            <translation>
                <numerusform>{right} right on %n answer, range {low} to {high}</numerusform>
                <numerusform>{right} right on %n answers, range {low} to {high}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Likeness</name>
        <message numerus="yes">
            <source>%Ln not on the map yet</source>
            <translation>
                <numerusform>%Ln not on the map yet</numerusform>
                <numerusform>%Ln not on the map yet</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln selected</source>
            <translation>
                <numerusform>%Ln selected</numerusform>
                <numerusform>%Ln selected</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Map</name>
        <message numerus="yes">
            <source>%Ln without a place</source>
            <translation>
                <numerusform>%Ln without a place</numerusform>
                <numerusform>%Ln without a place</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>None of %Ln photo(s) says where it was taken.</source>
            <translation>
                <numerusform>None of %Ln photo says where it was taken.</numerusform>
                <numerusform>None of %Ln photos says where it was taken.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Menu</name>
        <message numerus="yes">
            <source>%n star(s)</source>
            <translation>
                <numerusform>%n star</numerusform>
                <numerusform>%n stars</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Organise</name>
        <message numerus="yes">
            <source>%n file(s) stayed where they are.</source>
            <translation>
                <numerusform>%n file stayed where it is.</numerusform>
                <numerusform>%n files stayed where they are.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) are no copies of each other</source>
            <translation>
                <numerusform>%n photo are no copies of each other</numerusform>
                <numerusform>%n photos are no copies of each other</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) are no right answers of “{name}” now</source>
            <translation>
                <numerusform>%n photo is no right answer of “{name}” now</numerusform>
                <numerusform>%n photos are no right answers of “{name}” now</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) are right answers of “{name}” now</source>
            <translation>
                <numerusform>%n photo is a right answer of “{name}” now</numerusform>
                <numerusform>%n photos are right answers of “{name}” now</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) as no copies</source>
            <translation>
                <numerusform>%n photo as no copies</numerusform>
                <numerusform>%n photos as no copies</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n right answer(s) of “{name}”</source>
            <translation>
                <numerusform>%n right answer of “{name}”</numerusform>
                <numerusform>%n right answers of “{name}”</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Add %n photo(s) to an album</source>
            <translation>
                <numerusform>Add %n photo to an album</numerusform>
                <numerusform>Add %n photos to an album</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Added %n photo(s) to “{name}”</source>
            <translation>
                <numerusform>Added %n photo to “{name}”</numerusform>
                <numerusform>Added %n photos to “{name}”</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Changed details of %n photo(s)</source>
            <translation>
                <numerusform>Changed details of %n photo</numerusform>
                <numerusform>Changed details of %n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Changed the colour label of %n photo(s)</source>
            <translation>
                <numerusform>Changed the colour label of %n photo</numerusform>
                <numerusform>Changed the colour label of %n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Changed the description of %n photo(s)</source>
            <translation>
                <numerusform>Changed the description of %n photo</numerusform>
                <numerusform>Changed the description of %n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Changed the title of %n photo(s)</source>
            <translation>
                <numerusform>Changed the title of %n photo</numerusform>
                <numerusform>Changed the title of %n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Copied %n path(s)</source>
            <translation>
                <numerusform>Copied %n path</numerusform>
                <numerusform>Copied %n paths</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Move %n file(s) to the trash?</source>
            <translation>
                <numerusform>Move %n file to the trash?</numerusform>
                <numerusform>Move %n files to the trash?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Moved %n file(s) to the trash</source>
            <translation>
                <numerusform>Moved %n file to the trash</numerusform>
                <numerusform>Moved %n files to the trash</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>New album with %n photo(s)</source>
            <translation>
                <numerusform>New album with %n photo</numerusform>
                <numerusform>New album with %n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Nothing is said of “{name}” on %n photo(s) now</source>
            <translation>
                <numerusform>Nothing is said of “{name}” on %n photo now</numerusform>
                <numerusform>Nothing is said of “{name}” on %n photos now</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Picked %n photo(s)</source>
            <translation>
                <numerusform>Picked %n photo</numerusform>
                <numerusform>Picked %n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Rated %n photo(s) {stars}</source>
            <translation>
                <numerusform>Rated %n photo {stars}</numerusform>
                <numerusform>Rated %n photos {stars}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Rejected %n photo(s)</source>
            <translation>
                <numerusform>Rejected %n photo</numerusform>
                <numerusform>Rejected %n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Removed %n photo(s) from “{name}”</source>
            <translation>
                <numerusform>Removed %n photo from “{name}”</numerusform>
                <numerusform>Removed %n photos from “{name}”</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Some of these %n photo(s) have copies, which go too.</source>
            <translation>
                <numerusform>This photo has copies, which go too.</numerusform>
                <numerusform>Some of these %n photos have copies, which go too.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Tagged %n photo(s) “{name}”</source>
            <translation>
                <numerusform>Tagged %n photo “{name}”</numerusform>
                <numerusform>Tagged %n photos “{name}”</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Tags of %n photo(s)</source>
            <translation>
                <numerusform>Tags of %n photo</numerusform>
                <numerusform>Tags of %n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Title and description of %n photo(s)</source>
            <translation>
                <numerusform>Title and description of %n photo</numerusform>
                <numerusform>Title and description of %n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Took the flag off %n photo(s)</source>
            <translation>
                <numerusform>Took the flag off %n photo</numerusform>
                <numerusform>Took the flag off %n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Took the stars off %n photo(s)</source>
            <translation>
                <numerusform>Took the stars off %n photo</numerusform>
                <numerusform>Took the stars off %n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Took “{name}” off %n photo(s)</source>
            <translation>
                <numerusform>Took “{name}” off %n photo</numerusform>
                <numerusform>Took “{name}” off %n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>adding %n photo(s) to “{name}”</source>
            <translation>
                <numerusform>adding %n photo to “{name}”</numerusform>
                <numerusform>adding %n photos to “{name}”</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more folder(s)</source>
            <translation>
                <numerusform>and %n more folder</numerusform>
                <numerusform>and %n more folders</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>colour label of %n photo(s)</source>
            <translation>
                <numerusform>colour label of %n photo</numerusform>
                <numerusform>colour label of %n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>description of %n photo(s)</source>
            <translation>
                <numerusform>description of %n photo</numerusform>
                <numerusform>description of %n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>details of %n photo(s)</source>
            <translation>
                <numerusform>details of %n photo</numerusform>
                <numerusform>details of %n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>flag of %n photo(s)</source>
            <translation>
                <numerusform>flag of %n photo</numerusform>
                <numerusform>flag of %n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>rating of %n photo(s)</source>
            <translation>
                <numerusform>rating of %n photo</numerusform>
                <numerusform>rating of %n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>removing %n photo(s) from “{name}”</source>
            <translation>
                <numerusform>removing %n photo from “{name}”</numerusform>
                <numerusform>removing %n photos from “{name}”</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>tag “{name}” on %n photo(s)</source>
            <translation>
                <numerusform>tag “{name}” on %n photo</numerusform>
                <numerusform>tag “{name}” on %n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>tags by the list “{name}” on %n photo(s)</source>
            <translation>
                <numerusform>tags by the list “{name}” on %n photo</numerusform>
                <numerusform>tags by the list “{name}” on %n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>taking %n right answer(s) off “{name}”</source>
            <translation>
                <numerusform>taking %n right answer off “{name}”</numerusform>
                <numerusform>taking %n right answers off “{name}”</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>taking back “{name}” on %n photo(s)</source>
            <translation>
                <numerusform>taking back “{name}” on %n photo</numerusform>
                <numerusform>taking back “{name}” on %n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>taking “{name}” off %n photo(s)</source>
            <translation>
                <numerusform>taking “{name}” off %n photo</numerusform>
                <numerusform>taking “{name}” off %n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>title of %n photo(s)</source>
            <translation>
                <numerusform>title of %n photo</numerusform>
                <numerusform>title of %n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>“{name}” as wrong for %n photo(s)</source>
            <translation>
                <numerusform>“{name}” as wrong for %n photo</numerusform>
                <numerusform>“{name}” as wrong for %n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>“{name}” is wrong for %n photo(s)</source>
            <translation>
                <numerusform>“{name}” is wrong for %n photo</numerusform>
                <numerusform>“{name}” is wrong for %n photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Recovery</name>
        <message numerus="yes">
            <source>%n photo(s)</source>
            <translation>
                <numerusform>%n photo</numerusform>
                <numerusform>%n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n tag(s)</source>
            <translation>
                <numerusform>%n tag</numerusform>
                <numerusform>%n tags</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Search</name>
        <message numerus="yes">
            <source>%n photo(s)</source>
            <translation>
                <numerusform>%n photo</numerusform>
                <numerusform>%n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>A question takes %n pictures; the first ones are used.</source>
            <translation>
                <numerusform>A question takes %n picture; the first one is used.</numerusform>
                <numerusform>A question takes %n pictures; the first ones are used.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message numerus="yes">
            <source>%n pattern(s) left out</source>
            <translation>
                <numerusform>%n pattern left out</numerusform>
                <numerusform>%n patterns left out</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s)</source>
            <translation>
                <numerusform>%n photo</numerusform>
                <numerusform>%n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) changed elsewhere too.</source>
            <translation>
                <numerusform>%n photo changed elsewhere too.</numerusform>
                <numerusform>%n photos changed elsewhere too.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) to be written.</source>
            <translation>
                <numerusform>%n photo to be written.</numerusform>
                <numerusform>%n photos to be written.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) wait:</source>
            <translation>
                <numerusform>%n photo wait:</numerusform>
                <numerusform>%n photos wait:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n refused</source>
            <translation>
                <numerusform>%n refused</numerusform>
                <numerusform>%n refused</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sidecar(s) cannot be understood.</source>
            <translation>
                <numerusform>%n sidecar cannot be understood.</numerusform>
                <numerusform>%n sidecars cannot be understood.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>every %n hour(s)</source>
            <translation>
                <numerusform>every %n hour</numerusform>
                <numerusform>every %n hours</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>every %n minute(s)</source>
            <translation>
                <numerusform>every %n minute</numerusform>
                <numerusform>every %n minutes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>every %n second(s)</source>
            <translation>
                <numerusform>every %n second</numerusform>
                <numerusform>every %n seconds</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Sidebar</name>
        <message numerus="yes">
            <source>%n right answer(s) lost by the last change</source>
            <translation>
                <numerusform>%n right answer lost by the last change</numerusform>
                <numerusform>%n right answers lost by the last change</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{found} of %n right answer(s) among the first {first}</source>
            <translation>
                <numerusform>{found} of %n right answer among the first {first}</numerusform>
                <numerusform>{found} of %n right answers among the first {first}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{found} of %n right answer(s) likely</source>
            <translation>
                <numerusform>{found} of %n right answer likely</numerusform>
                <numerusform>{found} of %n right answers likely</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Status</name>
        <message numerus="yes">
            <source>%n file(s) could not be read</source>
            <translation>
                <numerusform>%n file could not be read</numerusform>
                <numerusform>%n files could not be read</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s)</source>
            <translation>
                <numerusform>%n photo</numerusform>
                <numerusform>%n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n selected</source>
            <translation>
                <numerusform>%n selected</numerusform>
                <numerusform>%n selected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Getting ready to add %n photo(s)…</source>
            <translation>
                <numerusform>Getting ready to add %n photo…</numerusform>
                <numerusform>Getting ready to add %n photos…</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Timeline</name>
        <message numerus="yes">
            <source>%Ln without a date</source>
            <translation>
                <numerusform>%Ln without a date</numerusform>
                <numerusform>%Ln without a date</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Viewer</name>
        <message numerus="yes">
            <source>%n star(s)</source>
            <translation>
                <numerusform>%n star</numerusform>
                <numerusform>%n stars</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Welcome</name>
        <message numerus="yes">
            <source>%n drawn picture(s) to try photoclip with, in a minute.</source>
            <translation>
                <numerusform>%n drawn picture to try photoclip with, in a minute.</numerusform>
                <numerusform>%n drawn pictures to try photoclip with, in a minute.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Add %n folder(s)</source>
            <translation>
                <numerusform>Add %n folder</numerusform>
                <numerusform>Add %n folders</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Window</name>
        <message numerus="yes">
            <source>%n picture(s) are not in the library.</source>
            <translation>
                <numerusform>%n picture are not in the library.</numerusform>
                <numerusform>%n pictures are not in the library.</numerusform>
            </translation>
        </message>
    </context>
</TS>
