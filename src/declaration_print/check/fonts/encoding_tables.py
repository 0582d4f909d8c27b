"""The simple-font encodings and name lists as tables.

ISO 32000-1 Annex D (D.2 Latin, D.4 expert, D.5 Symbol, D.6 ZapfDingbats); The Compact Font
Format Specification, Adobe TN 5176, Appendix A. In an encoding, a number is the code of the name
after it and the names that follow have the codes that follow; codes left out have no glyph.
"""

STANDARD = """
32 space exclam quotedbl numbersign dollar percent ampersand quoteright parenleft parenright
  asterisk plus comma hyphen period slash zero one two three four five six seven eight nine
  colon semicolon less equal greater question at A B C D E F G H I J K L M N O P Q R S T U V W
  X Y Z bracketleft backslash bracketright asciicircum underscore quoteleft a b c d e f g h i j
  k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde
161 exclamdown cent sterling fraction yen florin section currency quotesingle quotedblleft
  guillemotleft guilsinglleft guilsinglright fi fl
177 endash dagger daggerdbl periodcentered
182 paragraph bullet quotesinglbase quotedblbase quotedblright guillemotright ellipsis
  perthousand
191 questiondown
193 grave acute circumflex tilde macron breve dotaccent dieresis
202 ring cedilla
205 hungarumlaut ogonek caron emdash
225 AE
227 ordfeminine
232 Lslash Oslash OE ordmasculine
241 ae
245 dotlessi
248 lslash oslash oe germandbls
"""
"""StandardEncoding."""

MAC_ROMAN = """
32 space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright
  asterisk plus comma hyphen period slash zero one two three four five six seven eight nine
  colon semicolon less equal greater question at A B C D E F G H I J K L M N O P Q R S T U V W
  X Y Z bracketleft backslash bracketright asciicircum underscore grave a b c d e f g h i j k l
  m n o p q r s t u v w x y z braceleft bar braceright asciitilde
128 Adieresis Aring Ccedilla Eacute Ntilde Odieresis Udieresis aacute agrave acircumflex
  adieresis atilde aring ccedilla eacute egrave ecircumflex edieresis iacute igrave icircumflex
  idieresis ntilde oacute ograve ocircumflex odieresis otilde uacute ugrave ucircumflex
  udieresis dagger degree cent sterling section bullet paragraph germandbls registered
  copyright trademark acute dieresis
174 AE Oslash
177 plusminus
180 yen mu
187 ordfeminine ordmasculine
190 ae oslash questiondown exclamdown logicalnot
196 florin
199 guillemotleft guillemotright ellipsis space Agrave Atilde Otilde OE oe endash emdash
  quotedblleft quotedblright quoteleft quoteright divide
216 ydieresis Ydieresis fraction currency guilsinglleft guilsinglright fi fl daggerdbl
  periodcentered quotesinglbase quotedblbase perthousand Acircumflex Ecircumflex Aacute
  Edieresis Egrave Iacute Icircumflex Idieresis Igrave Oacute Ocircumflex
241 Ograve Uacute Ucircumflex Ugrave dotlessi circumflex tilde macron breve dotaccent ring
  cedilla hungarumlaut ogonek caron
"""
"""MacRomanEncoding."""

MAC_OS_ROMAN = """
173 notequal
176 infinity
178 lessequal greaterequal
182 partialdiff summation product pi integral
189 Omega
195 radical
197 approxequal Delta
215 lozenge
219 Euro
240 apple
"""
"""What Mac OS has beside MacRomanEncoding in a (1,0) cmap (9.6.6.4, Table 115)."""

WIN_ANSI = """
32 space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright
  asterisk plus comma hyphen period slash zero one two three four five six seven eight nine
  colon semicolon less equal greater question at A B C D E F G H I J K L M N O P Q R S T U V W
  X Y Z bracketleft backslash bracketright asciicircum underscore grave a b c d e f g h i j k l
  m n o p q r s t u v w x y z braceleft bar braceright asciitilde bullet Euro bullet
  quotesinglbase florin quotedblbase ellipsis dagger daggerdbl circumflex perthousand Scaron
  guilsinglleft OE bullet Zcaron bullet bullet quoteleft quoteright quotedblleft quotedblright
  bullet endash emdash tilde trademark scaron guilsinglright oe bullet zcaron Ydieresis space
  exclamdown cent sterling currency yen brokenbar section dieresis copyright ordfeminine
  guillemotleft logicalnot hyphen registered macron degree plusminus twosuperior threesuperior
  acute mu paragraph periodcentered cedilla onesuperior ordmasculine guillemotright onequarter
  onehalf threequarters questiondown Agrave Aacute Acircumflex Atilde Adieresis Aring AE
  Ccedilla Egrave Eacute Ecircumflex Edieresis Igrave Iacute Icircumflex Idieresis Eth Ntilde
  Ograve Oacute Ocircumflex Otilde Odieresis multiply Oslash Ugrave Uacute Ucircumflex
  Udieresis Yacute Thorn germandbls agrave aacute acircumflex atilde adieresis aring ae
  ccedilla egrave eacute ecircumflex edieresis igrave iacute icircumflex idieresis eth ntilde
  ograve oacute ocircumflex otilde odieresis divide oslash ugrave uacute ucircumflex udieresis
  yacute thorn ydieresis
"""
"""WinAnsiEncoding; unused codes above 0o40 show a bullet (D.2 note 3)."""

MAC_EXPERT = """
32 space exclamsmall Hungarumlautsmall centoldstyle dollaroldstyle dollarsuperior
  ampersandsmall Acutesmall parenleftsuperior parenrightsuperior twodotenleader onedotenleader
  comma hyphen period fraction zerooldstyle oneoldstyle twooldstyle threeoldstyle fouroldstyle
  fiveoldstyle sixoldstyle sevenoldstyle eightoldstyle nineoldstyle colon semicolon
61 threequartersemdash
63 questionsmall
68 Ethsmall
71 onequarter onehalf threequarters oneeighth threeeighths fiveeighths seveneighths onethird
  twothirds
86 ff fi fl ffi ffl parenleftinferior
93 parenrightinferior Circumflexsmall hypheninferior Gravesmall Asmall Bsmall Csmall Dsmall
  Esmall Fsmall Gsmall Hsmall Ismall Jsmall Ksmall Lsmall Msmall Nsmall Osmall Psmall Qsmall
  Rsmall Ssmall Tsmall Usmall Vsmall Wsmall Xsmall Ysmall Zsmall colonmonetary onefitted rupiah
  Tildesmall
129 asuperior centsuperior
135 Aacutesmall Agravesmall Acircumflexsmall Adieresissmall Atildesmall Aringsmall
  Ccedillasmall Eacutesmall Egravesmall Ecircumflexsmall Edieresissmall Iacutesmall Igravesmall
  Icircumflexsmall Idieresissmall Ntildesmall Oacutesmall Ogravesmall Ocircumflexsmall
  Odieresissmall Otildesmall Uacutesmall Ugravesmall Ucircumflexsmall Udieresissmall
161 eightsuperior fourinferior threeinferior sixinferior eightinferior seveninferior
  Scaronsmall
169 centinferior twoinferior
172 Dieresissmall
174 Caronsmall osuperior fiveinferior
178 commainferior periodinferior Yacutesmall
182 dollarinferior
185 Thornsmall
187 nineinferior zeroinferior Zcaronsmall AEsmall Oslashsmall questiondownsmall oneinferior
  Lslashsmall
201 Cedillasmall
207 OEsmall figuredash hyphensuperior
214 exclamdownsmall
216 Ydieresissmall
218 onesuperior twosuperior threesuperior foursuperior fivesuperior sixsuperior sevensuperior
  ninesuperior zerosuperior
228 esuperior rsuperior tsuperior
233 isuperior ssuperior dsuperior
241 lsuperior Ogoneksmall Brevesmall Macronsmall bsuperior nsuperior msuperior commasuperior
  periodsuperior Dotaccentsmall Ringsmall
"""
"""MacExpertEncoding."""

SYMBOL_NAMES = """
Alpha Beta Chi Delta Epsilon Eta Euro Gamma Ifraktur Iota Kappa Lambda Mu Nu Omega Omicron Phi Pi
Psi Rfraktur Rho Sigma Tau Theta Upsilon Upsilon1 Xi Zeta aleph alpha ampersand angle angleleft
angleright approxequal arrowboth arrowdblboth arrowdbldown arrowdblleft arrowdblright arrowdblup
arrowdown arrowhorizex arrowleft arrowright arrowup arrowvertex asteriskmath bar beta braceex
braceleft braceleftbt braceleftmid bracelefttp braceright bracerightbt bracerightmid bracerighttp
bracketleft bracketleftbt bracketleftex bracketlefttp bracketright bracketrightbt bracketrightex
bracketrighttp bullet carriagereturn chi circlemultiply circleplus club colon comma congruent
copyrightsans copyrightserif degree delta diamond divide dotmath eight element ellipsis emptyset
epsilon equal equivalence eta exclam existential five florin four fraction gamma gradient greater
greaterequal heart infinity integral integralbt integralex integraltp intersection iota kappa
lambda less lessequal logicaland logicalnot logicalor lozenge minus minute mu multiply nine
notelement notequal notsubset nu numbersign omega omega1 omicron one parenleft parenleftbt
parenleftex parenlefttp parenright parenrightbt parenrightex parenrighttp partialdiff percent
period perpendicular phi phi1 pi plus plusminus product propersubset propersuperset proportional
psi question radical radicalex reflexsubset reflexsuperset registersans registerserif rho second
semicolon seven sigma sigma1 similar six slash space spade suchthat summation tau therefore theta
theta1 three trademarksans trademarkserif two underscore union universal upsilon weierstrass xi
zero zeta
"""
"""The glyphs of the Symbol font."""

CFF_STRINGS = """
.notdef space exclam quotedbl numbersign dollar percent ampersand quoteright parenleft parenright
asterisk plus comma hyphen period slash zero one two three four five six seven eight nine colon
semicolon less equal greater question at A B C D E F G H I J K L M N O P Q R S T U V W X Y Z
bracketleft backslash bracketright asciicircum underscore quoteleft a b c d e f g h i j k l m n o
p q r s t u v w x y z braceleft bar braceright asciitilde exclamdown cent sterling fraction yen
florin section currency quotesingle quotedblleft guillemotleft guilsinglleft guilsinglright fi fl
endash dagger daggerdbl periodcentered paragraph bullet quotesinglbase quotedblbase quotedblright
guillemotright ellipsis perthousand questiondown grave acute circumflex tilde macron breve
dotaccent dieresis ring cedilla hungarumlaut ogonek caron emdash AE ordfeminine Lslash Oslash OE
ordmasculine ae dotlessi lslash oslash oe germandbls onesuperior logicalnot mu trademark Eth
onehalf plusminus Thorn onequarter divide brokenbar degree thorn threequarters twosuperior
registered minus eth multiply threesuperior copyright Aacute Acircumflex Adieresis Agrave Aring
Atilde Ccedilla Eacute Ecircumflex Edieresis Egrave Iacute Icircumflex Idieresis Igrave Ntilde
Oacute Ocircumflex Odieresis Ograve Otilde Scaron Uacute Ucircumflex Udieresis Ugrave Yacute
Ydieresis Zcaron aacute acircumflex adieresis agrave aring atilde ccedilla eacute ecircumflex
edieresis egrave iacute icircumflex idieresis igrave ntilde oacute ocircumflex odieresis ograve
otilde scaron uacute ucircumflex udieresis ugrave yacute ydieresis zcaron exclamsmall
Hungarumlautsmall dollaroldstyle dollarsuperior ampersandsmall Acutesmall parenleftsuperior
parenrightsuperior twodotenleader onedotenleader zerooldstyle oneoldstyle twooldstyle
threeoldstyle fouroldstyle fiveoldstyle sixoldstyle sevenoldstyle eightoldstyle nineoldstyle
commasuperior threequartersemdash periodsuperior questionsmall asuperior bsuperior centsuperior
dsuperior esuperior isuperior lsuperior msuperior nsuperior osuperior rsuperior ssuperior
tsuperior ff ffi ffl parenleftinferior parenrightinferior Circumflexsmall hyphensuperior
Gravesmall Asmall Bsmall Csmall Dsmall Esmall Fsmall Gsmall Hsmall Ismall Jsmall Ksmall Lsmall
Msmall Nsmall Osmall Psmall Qsmall Rsmall Ssmall Tsmall Usmall Vsmall Wsmall Xsmall Ysmall Zsmall
colonmonetary onefitted rupiah Tildesmall exclamdownsmall centoldstyle Lslashsmall Scaronsmall
Zcaronsmall Dieresissmall Brevesmall Caronsmall Dotaccentsmall Macronsmall figuredash
hypheninferior Ogoneksmall Ringsmall Cedillasmall questiondownsmall oneeighth threeeighths
fiveeighths seveneighths onethird twothirds zerosuperior foursuperior fivesuperior sixsuperior
sevensuperior eightsuperior ninesuperior zeroinferior oneinferior twoinferior threeinferior
fourinferior fiveinferior sixinferior seveninferior eightinferior nineinferior centinferior
dollarinferior periodinferior commainferior Agravesmall Aacutesmall Acircumflexsmall Atildesmall
Adieresissmall Aringsmall AEsmall Ccedillasmall Egravesmall Eacutesmall Ecircumflexsmall
Edieresissmall Igravesmall Iacutesmall Icircumflexsmall Idieresissmall Ethsmall Ntildesmall
Ogravesmall Oacutesmall Ocircumflexsmall Otildesmall Odieresissmall OEsmall Oslashsmall
Ugravesmall Uacutesmall Ucircumflexsmall Udieresissmall Yacutesmall Thornsmall Ydieresissmall
001.000 001.001 001.002 001.003 Black Bold Book Light Medium Regular Roman Semibold
"""
"""The standard strings, by their number from 0."""

MAC_GLYPH_ORDER = """
.notdef .null nonmarkingreturn space exclam quotedbl numbersign dollar percent ampersand
quotesingle parenleft parenright asterisk plus comma hyphen period slash zero one two three four
five six seven eight nine colon semicolon less equal greater question at A B C D E F G H I J K L
M N O P Q R S T U V W X Y Z bracketleft backslash bracketright asciicircum underscore grave a b c
d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde Adieresis Aring
Ccedilla Eacute Ntilde Odieresis Udieresis aacute agrave acircumflex adieresis atilde aring
ccedilla eacute egrave ecircumflex edieresis iacute igrave icircumflex idieresis ntilde oacute
ograve ocircumflex odieresis otilde uacute ugrave ucircumflex udieresis dagger degree cent
sterling section bullet paragraph germandbls registered copyright trademark acute dieresis
notequal AE Oslash infinity plusminus lessequal greaterequal yen mu partialdiff summation product
pi integral ordfeminine ordmasculine Omega ae oslash questiondown exclamdown logicalnot radical
florin approxequal Delta guillemotleft guillemotright ellipsis nonbreakingspace Agrave Atilde
Otilde OE oe endash emdash quotedblleft quotedblright quoteleft quoteright divide lozenge
ydieresis Ydieresis fraction currency guilsinglleft guilsinglright fi fl daggerdbl periodcentered
quotesinglbase quotedblbase perthousand Acircumflex Ecircumflex Aacute Edieresis Egrave Iacute
Icircumflex Idieresis Igrave Oacute Ocircumflex apple Ograve Uacute Ucircumflex Ugrave dotlessi
circumflex tilde macron breve dotaccent ring cedilla hungarumlaut ogonek caron Lslash lslash
Scaron scaron Zcaron zcaron brokenbar Eth eth Yacute yacute Thorn thorn minus multiply
onesuperior twosuperior threesuperior onehalf onequarter threequarters franc Gbreve gbreve
Idotaccent Scedilla scedilla Cacute cacute Ccaron ccaron dcroat
"""
"""The 258 glyphs of the Macintosh order (OpenType, post table), by their number from 0."""

CFF_EXPERT = (
    (32, 1, 1), (33, 229, 230), (36, 231, 238), (44, 13, 15), (47, 99, 99), (48, 239, 248),
    (58, 27, 28), (60, 249, 252), (65, 253, 257), (73, 258, 258), (76, 259, 262), (82, 263, 265),
    (86, 266, 266), (87, 109, 110), (89, 267, 269), (93, 270, 303), (161, 304, 306),
    (166, 307, 311), (172, 312, 312), (175, 313, 313), (178, 314, 315), (182, 316, 318),
    (188, 158, 158), (189, 155, 155), (190, 163, 163), (191, 319, 325), (200, 326, 326),
    (201, 150, 150), (202, 164, 164), (203, 169, 169), (204, 327, 378),
)  # fmt: skip
"""The Expert encoding of a CFF program (TN 5176 Appendix B): code, first and last string number."""
