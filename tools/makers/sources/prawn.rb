# Prawn: ruby prawn.rb OUT FONT
require "prawn"
Prawn::Document.generate(ARGV[0], info: { Title: "港とともに生きるまち宣言", Author: "潮見市" }) do
  font ARGV[1]
  text "潮見の港は、80年のあいだ、人と物と知恵を迎えてきました。「海を守る」、「海に学ぶ」は、二つの約束です。"
end
