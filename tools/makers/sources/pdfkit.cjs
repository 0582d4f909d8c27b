// PDFKit: node pdfkit.cjs OUT FONT [SUBSET]
const [, , out, font, subset] = process.argv;
const PDFDocument = require("pdfkit");
const document = new PDFDocument({
  ...(subset ? { subset, pdfVersion: "1.7", tagged: true } : {}),
  lang: "ja",
  displayTitle: true,
  info: { Title: "港とともに生きるまち宣言", Author: "潮見市" },
});
document.pipe(require("fs").createWriteStream(out));
document.font(font).fontSize(12).text("潮見の港は、80年のあいだ、人と物と知恵を迎えてきました。「海を守る」、「海に学ぶ」は、二つの約束です。");
document.end();
