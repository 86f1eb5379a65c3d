import time
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from pikepdf import (
    Array,
    Dictionary,
    Name,
    NameTree,
    NumberTree,
    OutlineItem,
    Pdf,
    Stream,
    StreamDecodeLevel,
    String,
)

Split = Callable[..., list[Path]]
MakeFile = Callable[..., Path]


@pytest.fixture
def edited(make_pdf: MakeFile, tmp_path: Path) -> Callable[..., Path]:
    """Make a PDF of four pages and change it."""

    def make(change: Callable[[Pdf], None]) -> Path:
        path = tmp_path / "edited.pdf"
        with Pdf.open(make_pdf("One", "Two", "Three", "Four")) as pdf:
            change(pdf)
            pdf.save(path, stream_decode_level=StreamDecodeLevel.none)
        return path

    return make


def pictures(path: Path) -> list[bytes]:
    with pymupdf.open(path) as document:
        return [
            document.xref_stream_raw(image[0]) for page in document for image in page.get_images()
        ]


def texts(path: Path) -> list[str]:
    with pymupdf.open(path) as document:
        return [page.get_text().strip() for page in document]


def outline(path: Path) -> list[list[object]]:
    with pymupdf.open(path) as document:
        return list(document.get_toc())


def link(**target: object) -> Dictionary:
    found = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([10, 10, 90, 90]))
    for key, value in target.items():
        found[f"/{key}"] = value
    return found


def annotate(page: pikepdf.Page, *found: Dictionary) -> None:
    page.obj.Annots = Array(list(found))


def test_every_page_goes_to_one_file_with_its_text(split: Split, make_pdf: MakeFile) -> None:
    files = split(make_pdf("One", "Two", "Three"), 0, 2)
    assert [file.name for file in files] == ["001-letter-p1-2.pdf", "002-letter-p3.pdf"]
    assert [texts(file) for file in files] == [["One", "Two"], ["Three"]]


def test_scans_keep_their_bytes_and_add_up_to_the_size_of_the_whole(
    split: Split, make_scan: MakeFile
) -> None:
    scan = make_scan(*(f"Page {number}\n" * 30 for number in range(6)), name="scan.pdf")
    files = split(scan, 0, 1, 4)
    assert [data for file in files for data in pictures(file)] == pictures(scan)
    assert sum(file.stat().st_size for file in files) < scan.stat().st_size * 1.1


def test_a_jpeg_keeps_its_bytes_even_in_an_ascii_wrapping(
    split: Split, edited: Callable[..., Path]
) -> None:
    data = b'87cURD]i,"Ebo80~>'

    def change(pdf: Pdf) -> None:
        kind = Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=2, Height=3)
        kind.ColorSpace, kind.BitsPerComponent = Name.DeviceGray, 8
        image = pdf.make_stream(b"", kind)
        image.write(data, filter=Array([Name.ASCII85Decode, Name.DCTDecode]))
        pdf.pages[0].obj.Resources.XObject = Dictionary(Picture=image)

    path = edited(change)
    [copy] = split(path)
    assert pictures(copy) == pictures(path) == [data]


def test_pages_that_share_a_table_of_pictures_take_only_their_own(
    split: Split, make_scan: MakeFile, tmp_path: Path
) -> None:
    shared = tmp_path / "shared.pdf"
    with Pdf.open(make_scan(*(f"Page {n}\n" * 30 for n in range(5)), name="scan.pdf")) as pdf:
        table = pdf.make_indirect(Dictionary())
        for number, page in enumerate(pdf.pages):
            name = f"/Picture{number}"
            table[name] = next(iter(page.get_images().values()))
            page.obj.Resources = Dictionary(XObject=table)
            page.obj.Contents = pdf.make_stream(f"595 0 0 842 0 0 cm {name} Do".encode())
        pdf.save(shared)
    files = split(shared, *range(5))
    assert [len(pictures(file)) for file in files] == [1] * 5
    assert sum(file.stat().st_size for file in files) < shared.stat().st_size * 1.1


def test_boxes_and_rotation_stay(split: Split, edited: Callable[..., Path]) -> None:
    def change(pdf: Pdf) -> None:
        pdf.pages[1].obj.Rotate = 90
        pdf.pages[1].obj.CropBox = Array([10, 20, 500, 700])
        pdf.Root.Pages.MediaBox = Array([0, 0, 300, 400])
        del pdf.pages[2].obj.MediaBox

    first, second = split(edited(change), 0, 2)
    with Pdf.open(first) as pdf:
        assert pdf.pages[1].obj.Rotate == 90
        assert list(pdf.pages[1].obj.CropBox) == [10, 20, 500, 700]
    with Pdf.open(second) as pdf:
        assert list(pdf.pages[0].mediabox) == [0, 0, 300, 400]


def test_a_bookmark_stands_at_the_start_with_the_old_ones_below(
    split: Split, edited: Callable[..., Path]
) -> None:
    def change(pdf: Pdf) -> None:
        with pdf.open_outline() as entries:
            chapter = OutlineItem("Chapter", 1)
            chapter.children.append(OutlineItem("Section", 2))
            named = [OutlineItem(name, String(name)) for name in ("Annex", "Gone")]
            entries.root.extend([chapter, *named])
        pdf.Root.Names = Dictionary(Dests=NameTree.new(pdf).obj)
        NameTree(pdf.Root.Names.Dests)["Annex"] = Array([pdf.pages[3].obj, Name.FitH, 500])

    path = edited(change)
    assert [outline(file) for file in split(path, 0, 3)] == [
        [[1, "letter", 1], [2, "Chapter", 2], [3, "Section", 3]],
        [[1, "letter", 1], [2, "Annex", 1]],
    ]
    [whole] = split(path, 0, 1, 3, one_file=True)
    assert whole.name == "edited-bookmarked.pdf"
    assert outline(whole) == [
        [1, "letter", 1],
        [1, "letter", 2],
        [2, "Chapter", 2],
        [3, "Section", 3],
        [1, "letter", 4],
        [2, "Annex", 4],
    ]


def test_links_stay_within_the_segment_and_go_where_they_leave_it(
    split: Split, edited: Callable[..., Path]
) -> None:
    def change(pdf: Pdf) -> None:
        pages = [page.obj for page in pdf.pages]
        named = Dictionary(inner=Array([pages[1], Name.Fit]), outer=Array([pages[3], Name.Fit]))
        pdf.Root.Dests = named
        inside, outside = Array([pages[1], Name.Fit]), Array([pages[3], Name.Fit])
        annotate(
            pdf.pages[0],
            *(
                link(Dest=target)
                for target in (inside, outside, Name.inner, Name.outer, Name.nowhere)
            ),
        )

    first, _ = split(edited(change), 0, 2)
    with pymupdf.open(first) as document:
        assert [one["page"] for one in document[0].get_links()] == [1, 1]
    with Pdf.open(first) as pdf:
        assert len(pdf.pages[0].obj.Annots) == 2


def test_page_labels_go_on_counting(split: Split, edited: Callable[..., Path]) -> None:
    def change(pdf: Pdf) -> None:
        labels = NumberTree.new(pdf)
        labels[0] = Dictionary(S=Name.r)
        labels[2] = Dictionary(S=Name.D, P="A-", St=5)
        pdf.Root.PageLabels = labels.obj

    files = split(edited(change), 0, 1, 3)
    found = []
    for file in files:
        with Pdf.open(file) as pdf:
            found.append([page.label for page in pdf.pages])
    assert found == [["i"], ["ii", "A-5"], ["A-6"]]


def test_page_labels_that_begin_late_are_no_obstacle(
    split: Split, edited: Callable[..., Path]
) -> None:
    def change(pdf: Pdf) -> None:
        labels = NumberTree.new(pdf)
        labels[2] = Dictionary(S=Name.r)
        pdf.Root.PageLabels = labels.obj

    _, second = split(edited(change), 0, 1)
    with Pdf.open(second) as pdf:
        assert [page.label for page in pdf.pages] == ["2", "i", "ii"]


def test_notes_and_form_values_stay(split: Split, make_pdf: MakeFile, tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    with pymupdf.open(make_pdf("One", "Two")) as document:
        document[1].add_text_annot((50, 50), "Call them")
        widget = pymupdf.Widget()
        widget.field_name, widget.field_value = "name", "Ann Example"
        widget.field_type, widget.rect = pymupdf.PDF_WIDGET_TYPE_TEXT, pymupdf.Rect(9, 9, 99, 30)
        document[1].add_widget(widget)
        document.save(path)
    _, second = split(path, 0, 1)
    with pymupdf.open(second) as document:
        assert [one.info["content"] for one in document[0].annots()] == ["Call them"]
        assert [one.field_value for one in document[0].widgets()] == ["Ann Example"]


def test_nothing_that_acts_is_copied(split: Split, edited: Callable[..., Path]) -> None:
    def change(pdf: Pdf) -> None:
        script = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
        launch = Dictionary(S=Name.Launch, F="calc.exe", Next=script)
        pdf.Root.OpenAction = script
        pdf.attachments["evil.exe"] = b"MZ-evil"
        pdf.pages[0].obj.AA = Dictionary(O=script)
        file = pdf.attachments["evil.exe"].obj
        field = Dictionary(Subtype=Name.Widget, Rect=Array([0, 0, 9, 9]), FT=Name.Btn, T="b")
        field = pdf.make_indirect(field)
        field.AA = Dictionary(E=script)
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]), XFA="evil")
        annotate(
            pdf.pages[0],
            link(A=launch),
            link(A=Dictionary(S=Name.URI, URI="https://example.org/", Next=script)),
            link(A=Dictionary(S=Name.URI, URI="javascript:alert(1)")),
            link(A=Dictionary(S=Name.GoTo, D=Array([pdf.pages[1].obj]), Next=launch)),
            Dictionary(Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]), FS=file),
            field,
        )

    [copy] = split(edited(change))
    with Pdf.open(copy) as pdf:
        everything = " ".join(repr(one) for one in pdf.objects)
        for word in ("JavaScript", "alert", "calc", "/Launch", "javascript:", "/EF", "evil"):
            assert word not in everything
        streams = [one for one in pdf.objects if isinstance(one, Stream)]
        assert streams
        assert not any(b"evil" in one.read_bytes() for one in streams)
        assert "https://example.org/" in everything
        assert [one.get(Name.A) is not None for one in pdf.pages[0].obj.Annots] == [
            *(False, True, False, True),
            *(False, False),
        ]


def test_what_ties_a_page_to_the_whole_is_not_copied(
    split: Split, edited: Callable[..., Path]
) -> None:
    def change(pdf: Pdf) -> None:
        thread = pdf.make_indirect(Dictionary(Type=Name.Thread, I=Dictionary(Title="An article")))
        pdf.pages[0].obj.B = Array([pdf.make_indirect(Dictionary(T=thread))])
        pdf.pages[0].obj.StructParents = 7

    first, _ = split(edited(change), 0, 1)
    with Pdf.open(first) as pdf:
        assert not {"/B", "/StructParents"} & set(pdf.pages[0].obj.keys())
        assert "An article" not in " ".join(repr(one) for one in pdf.objects)


def test_of_a_signature_its_picture_stays(split: Split, edited: Callable[..., Path]) -> None:
    def change(pdf: Pdf) -> None:
        form = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 90, 90]))
        looks = pdf.make_stream(b"0 0 90 90 re f", form)
        field = pdf.make_indirect(Dictionary(FT=Name.Sig, T="signed", V=Dictionary(Type=Name.Sig)))
        widget = Dictionary(Subtype=Name.Widget, Rect=Array([0, 0, 90, 90]), Parent=field)
        widget.AP = Dictionary(N=looks)
        field.Kids = Array([pdf.make_indirect(widget)])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)
        pdf.pages[0].obj.Annots = field.Kids

    [copy] = split(edited(change))
    with Pdf.open(copy) as pdf:
        [stamp] = pdf.pages[0].obj.Annots
        assert stamp.Subtype == Name.Stamp
        assert stamp.AP.N.read_bytes() == b"0 0 90 90 re f"
        assert "/Sig" not in " ".join(repr(one) for one in pdf.objects)


def test_layers_that_are_off_stay_off(split: Split, edited: Callable[..., Path]) -> None:
    def change(pdf: Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Draft"))
        pdf.Root.OCProperties = Dictionary(
            OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer]))
        )
        pdf.pages[0].obj.Resources.Properties = Dictionary(Draft=layer)

    first, _ = split(edited(change), 0, 1)
    with Pdf.open(first) as pdf:
        assert [layer.Name for layer in pdf.Root.OCProperties.D.OFF] == ["Draft"]


def test_colours_are_meant_as_before(split: Split, edited: Callable[..., Path]) -> None:
    def change(pdf: Pdf) -> None:
        intent = Dictionary(S=Name.GTS_PDFA1, OutputConditionIdentifier="sRGB")
        intent.DestOutputProfile = pdf.make_stream(b"the profile", N=3)
        pdf.Root.OutputIntents = Array([intent])

    _, second = split(edited(change), 0, 1)
    with Pdf.open(second) as pdf:
        [intent] = pdf.Root.OutputIntents
        assert intent.DestOutputProfile.read_bytes() == b"the profile"


def test_the_same_input_gives_the_same_bytes(split: Split, make_scan: MakeFile) -> None:
    scan = make_scan("One\n" * 30, "Two\n" * 30, name="scan.pdf")
    first = split(scan, 0, 1, out="first")
    time.sleep(1.1)  # the clock that document ids are usually made from shows another second
    second = split(scan, 0, 1, out="second")
    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in second]


def test_files_say_what_they_are(split: Split, make_pdf: MakeFile) -> None:
    first, _ = split(make_pdf("One", "Two", "Three"), 0, 2)
    with Pdf.open(first) as pdf:
        assert pdf.docinfo.Title == "letter, p1-2 of letter.pdf"
        assert Name.CreationDate not in pdf.docinfo
