"""What a test does to our own good editions, one injury at a time, on the open pikepdf.Pdf."""

import re

import pikepdf
from pikepdf import Array, Dictionary, Name, String

# -- fonts -------------------------------------------------------------------------------


def fonts(pdf, encoding="/Identity-V"):
    """The file's composite fonts of one writing mode."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Encoding") == encoding:
            yield item


def without_font_program(pdf):
    del next(fonts(pdf)).DescendantFonts[0].FontDescriptor["/FontFile2"]


def without_xmp(pdf):
    del pdf.Root["/Metadata"]


def without_title(pdf):
    del pdf.docinfo["/Title"]
    edit_xmp(pdf, rb"\s*<dc:title>.*?</dc:title>", b"")


def with_another_title_in_info(pdf):
    pdf.docinfo["/Title"] = "東北イノベーション宜言"


def without_author(pdf):
    del pdf.docinfo["/Author"]
    edit_xmp(pdf, rb"\s*<dc:creator>.*?</dc:creator>", b"")


def without_language(pdf):
    del pdf.Root["/Lang"]


def without_pdfa_claim(pdf):
    edit_xmp(pdf, rb"\s*<pdfaid:\w+>\w+</pdfaid:\w+>", b"")


def without_pdfua_claim(pdf):
    edit_xmp(pdf, rb"\s*<pdfuaid:part>1</pdfuaid:part>", b"")


def edit_xmp(pdf, pattern, replacement):
    stream = pdf.Root.Metadata
    edited, count = re.subn(pattern, replacement, stream.read_bytes(), flags=re.DOTALL)
    assert count
    stream.write(edited)


def without_one_character(pdf):
    """The third glyph of the longest run of the first page is not drawn."""
    edit_run(pdf, lambda codes: codes[:2] + codes[3:])


def with_two_characters_changed_over(pdf):
    edit_run(pdf, lambda codes: [codes[1], codes[0], *codes[2:]])


def edit_run(pdf, change):
    page = pdf.pages[0]
    content = page.Contents.read_bytes()
    runs = re.findall(rb"\[<[0-9a-f]+>\] TJ", content)
    run = max(runs[: len(runs) // 2], key=len)  # a text of the declaration, not of the colophon
    codes = re.findall(rb"[0-9a-f]{4}", run)
    assert codes[0] != codes[1]
    edited = b"[<%s>] TJ" % b"".join(change(codes))
    page.Contents = pdf.make_stream(content.replace(run, edited, 1))


def largest_font(pdf):
    """The font that draws the body of a vertical edition."""
    return max(fonts(pdf), key=lambda font: len(font.DescendantFonts[0].W))


def with_a_broken_font_program(pdf):
    stream = largest_font(pdf).DescendantFonts[0].FontDescriptor.FontFile2
    stream.write(stream.read_bytes()[:400])


def with_a_wrong_width(pdf):
    """The widths of the first entry of W grow by twelve thousandths."""
    widths = largest_font(pdf).DescendantFonts[0].W
    for at, entry in enumerate(widths):
        if isinstance(entry, Array):
            widths[at] = Array([int(width) + 12 for width in entry])


def with_every_advance_too_short(pdf):
    """The vertical advances say nine tenths of an em."""
    shift_vertical_metrics(pdf, lambda numbers: [numbers[0] * 9 // 10, *numbers[1:]])


def with_every_origin_moved(pdf):
    """The vertical origins stand three tenths of an em to the side."""
    shift_vertical_metrics(pdf, lambda numbers: [numbers[0], numbers[1] + 300, numbers[2]])


def shift_vertical_metrics(pdf, change):
    metrics = largest_font(pdf).DescendantFonts[0].W2
    at = 0
    while at < len(metrics):
        if isinstance(metrics[at + 1], Array):
            flat = [int(number) for number in metrics[at + 1]]
            triples = [change(flat[i : i + 3]) for i in range(0, len(flat), 3)]
            metrics[at + 1] = Array([number for triple in triples for number in triple])
            at += 2
        else:
            for offset, number in enumerate(change([int(n) for n in metrics[at + 2 : at + 5]])):
                metrics[at + 2 + offset] = number
            at += 5


def without_glyph_map(pdf):
    del largest_font(pdf).DescendantFonts[0]["/CIDToGIDMap"]


def with_a_font_that_has_no_name(pdf):
    del largest_font(pdf).DescendantFonts[0]["/BaseFont"]


def ornament(pdf, code=1):
    """One glyph more of the body's font, as furniture, through a font dictionary of its own."""
    font = Dictionary(dict(largest_font(pdf).items()))
    beside_the_text(pdf, b"BT /Own 6 Tf 0 -1 -1 0 20 20 Tm <%04x> Tj ET" % code)
    pdf.pages[0].Resources.Font["/Own"] = pdf.make_indirect(font)
    return font


def without_unicode_map(pdf):
    del ornament(pdf)["/ToUnicode"]


def without_one_unicode_value(pdf):
    """The glyph that is drawn does not stand in the map."""
    change_unicode_map(pdf, b"<0001>", b"<fff1>")


def with_a_byte_order_mark_for_a_letter(pdf):
    change_unicode_map(pdf, b"<0001>", b"<0001> <feff>\n<fff1>")


def change_unicode_map(pdf, entry, other):
    font = ornament(pdf)
    text = font.ToUnicode.read_bytes()
    assert entry in text
    font.ToUnicode = pdf.make_stream(text.replace(entry, other, 1))


def with_an_undefined_glyph(pdf):
    font = ornament(pdf, 0)
    text = font.ToUnicode.read_bytes().replace(b"<0001>", b"<0000>", 1)
    font.ToUnicode = pdf.make_stream(text)


def with_a_cmap_of_two_minds(pdf):
    """An embedded CMap says vertical, its dictionary horizontal."""
    cmap = pdf.make_stream(
        b"/WMode 1 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        b"1 begincidrange <0000> <FFFF> 0 endcidrange"
    )
    cmap.Type, cmap.CMapName, cmap.WMode = Name.CMap, Name("/Own-V"), 0
    cmap.CIDSystemInfo = largest_font(pdf).DescendantFonts[0].CIDSystemInfo
    ornament(pdf).Encoding = cmap


def without_subset_tag(pdf):
    font = largest_font(pdf)
    whole = Name("/" + str(font.BaseFont)[8:])
    descendant = font.DescendantFonts[0]
    font.BaseFont = descendant.BaseFont = descendant.FontDescriptor.FontName = whole


def with_a_type3_ornament(pdf):
    """An ornament beside the text, drawn by a Type 3 font."""
    procedure = pdf.make_stream(b"750 0 0 0 750 750 d1 0 0 750 750 re f")
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 750, 750]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(a=procedure),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name("/a")])),
        FirstChar=97,
        LastChar=97,
        Widths=Array([750]),
        Resources=Dictionary(),
        ToUnicode=pdf.make_stream(
            b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <61> <0061> endbfchar"
        ),
    )
    pdf.pages[0].Resources.Font["/Ornament"] = pdf.make_indirect(font)
    beside_the_text(pdf, b"BT /Ornament 8 Tf 12 12 Td (a) Tj ET")


# -- what the page shows -------------------------------------------------------------------


def beside_the_text(pdf, drawn):
    """Something more on the first page, marked as furniture."""
    page = pdf.pages[0]
    page.contents_add(b"/Artifact BMC q " + drawn + b" Q EMC")


def with_a_bar_over_the_edge(pdf):
    beside_the_text(pdf, b"0 g -40 300 60 20 re f")


def with_a_sheet_over_everything(pdf):
    """A white rectangle, painted last."""
    width, height = (float(edge) for edge in list(pdf.pages[0].MediaBox)[2:])
    beside_the_text(pdf, b"1 g 0 0 %f %f re f" % (width, height))


def with_a_line_in_a_mode_that_paints_nothing(pdf):
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(page.Contents.read_bytes().replace(b"BT", b"BT 3 Tr", 1))


def with_words_over_other_words(pdf):
    """The longest line of the first page is shown once more, four glyphs farther on."""
    page = pdf.pages[0]
    content = page.Contents.read_bytes()
    block = max(re.findall(rb"BT.*?ET", content, re.DOTALL), key=len)
    line = re.search(rb"\[.*\] TJ", block)[0]
    codes = re.findall(rb"<[0-9a-f]{4}>", line)
    again = block.replace(line, b"[" + b"".join([*codes[4:], *codes[:4]]) + b"] TJ")
    end = block + b"\nEMC"
    assert end in content
    furniture = end + b" /Artifact BMC " + again + b" EMC"
    page.Contents = pdf.make_stream(content.replace(end, furniture, 1))


def with_a_bleed_box_larger_than_its_page(pdf):
    page = pdf.pages[0]
    width, height = (float(edge) for edge in list(page.MediaBox)[2:])
    page.BleedBox = Array([-20, -20, width + 20, height + 20])


def with_an_operator_nobody_knows(pdf):
    beside_the_text(pdf, b"1 0 0 sparkle")


def with_a_coarse_picture(pdf):
    """A picture of 20 by 20 pixels, four centimetres wide."""
    image = pdf.make_stream(bytes(range(200)) * 6)
    image.Type, image.Subtype = Name.XObject, Name.Image
    image.Width = image.Height = 20
    image.ColorSpace, image.BitsPerComponent = Name.DeviceRGB, 8
    pdf.pages[0].Resources.XObject = Dictionary(Coarse=image)
    beside_the_text(pdf, b"113 0 0 113 0 0 cm /Coarse Do")


# -- structure ---------------------------------------------------------------------------


def elements(pdf, kind):
    """The structure elements of one type, in the order of the file."""
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get("/S") == kind and "/P" in item:
            yield item


def with_a_heading_level_left_out(pdf):
    for heading in elements(pdf, "/H2"):
        heading.S = Name.H4


def with_a_list_item_outside_a_list(pdf):
    for one in elements(pdf, "/L"):
        one.S = Name.Div


def with_text_that_has_no_tag(pdf):
    """One marked-content sequence of the first page loses its mark."""
    page = pdf.pages[0]
    content = page.Contents.read_bytes()
    mark = re.search(rb"/\w+\s+<</MCID \d+>>\s+BDC", content)[0]
    page.Contents = pdf.make_stream(content.replace(mark, b"/Span BMC", 1))


def with_an_unknown_tag(pdf):
    next(elements(pdf, "/P")).S = Name("/Koe")


# -- metadata ----------------------------------------------------------------------------


def with_a_language_that_is_none(pdf):
    pdf.Root.Lang = String("日本語")


def with_a_title_bar_that_shows_the_file_name(pdf):
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def without_output_intent(pdf):
    del pdf.Root["/OutputIntents"]


def with_broken_xmp(pdf):
    edit_xmp(pdf, rb"</rdf:RDF>", b"")


def with_packet_attributes(pdf):
    edit_xmp(pdf, rb' id="W5M0', b' bytes="2777" id="W5M0')


def with_a_language_in_a_sequence(pdf):
    """dc:language is an unordered list."""
    edit_xmp(
        pdf,
        rb"<dc:language><rdf:Bag>(.*?)</rdf:Bag>",
        rb"<dc:language><rdf:Seq>\1</rdf:Seq>",
    )


def with_a_property_nobody_described(pdf):
    edit_xmp(pdf, rb"<dc:format>", b"<dc:mood>bright</dc:mood><dc:format>")


def with_a_description_that_says_too_little(pdf):
    """The extension schema no longer says what the property is for."""
    edit_xmp(pdf, rb"\s*<pdfaProperty:description>.*?</pdfaProperty:description>", b"")


def with_another_prefix_for_pdfa(pdf):
    edit_xmp(pdf, rb"pdfaid:", b"archive:")
    edit_xmp(pdf, rb"xmlns:pdfaid=", b"xmlns:archive=")


def with_a_later_date(pdf):
    """Info and XMP agree, but not with the declaration."""
    pdf.docinfo["/CreationDate"] = String("D:20240522000000Z")
    edit_xmp(pdf, rb"CreateDate>2024-05-21", b"CreateDate>2024-05-22")


def with_a_folder_of_the_maker(pdf):
    pdf.docinfo["/Creator"] = String("C:\\Users\\hanako\\Documents\\sengen.docx")
    edit_xmp(
        pdf,
        rb"<xmp:CreatorTool>.*?</",
        rb"<xmp:CreatorTool>C:\\Users\\hanako\\Documents\\sengen.docx</",
    )


# -- attachments: the scroll alone has one ------------------------------------------------


def attachment(pdf):
    return next(iter(pdf.Root.AF))


def with_another_attachment_than_declared(pdf):
    attachment(pdf).EF.F.write(b"title: something else\n")


def with_an_attachment_of_no_kind(pdf):
    del attachment(pdf).EF.F["/Subtype"]


def with_a_source_that_is_called_otherwise(pdf):
    attachment(pdf).AFRelationship = Name.Supplement
