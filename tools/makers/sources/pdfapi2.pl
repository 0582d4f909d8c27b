# PDF::API2: perl pdfapi2.pl OUT FONT
use utf8;
use PDF::API2;
my $pdf = PDF::API2->new;
$pdf->info(Title => "港とともに生きるまち宣言", Author => "潮見市");
my $text = $pdf->page->text;
$text->font($pdf->ttfont($ARGV[1]), 12);
$text->translate(72, 720);
$text->text("潮見の港は、80年のあいだ、人と物と知恵を迎えてきました。");
$pdf->saveas($ARGV[0]);
