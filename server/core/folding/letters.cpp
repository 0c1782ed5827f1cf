#include "core/folding/letters.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace rollcall {

namespace {

struct PlainForm {
    char16_t character;
    std::u16string_view plain;
};

// In the order of the characters. Latin letters that do not decompose, quotes and dashes, as CLDR's Latin-ASCII has
// them; Arabic letters that keyboards of other languages write otherwise.
constexpr PlainForm plain_forms[] = {
    {0x00ab, u"\""},  // «
    {0x00bb, u"\""},  // »
    {0x00e6, u"ae"},  // æ
    {0x00f0, u"d"},   // ð
    {0x00f8, u"o"},   // ø
    {0x00fe, u"th"},  // þ
    {0x0111, u"d"},   // đ
    {0x0127, u"h"},   // ħ
    {0x0131, u"i"},   // ı
    {0x0138, u"q"},   // ĸ
    {0x0142, u"l"},   // ł
    {0x014b, u"n"},   // ŋ
    {0x0153, u"oe"},  // œ
    {0x0167, u"t"},   // ŧ
    {0x0180, u"b"},   // ƀ
    {0x0183, u"b"},   // ƃ
    {0x0188, u"c"},   // ƈ
    {0x018c, u"d"},   // ƌ
    {0x0192, u"f"},   // ƒ
    {0x0195, u"hv"},  // ƕ
    {0x0199, u"k"},   // ƙ
    {0x019a, u"l"},   // ƚ
    {0x019e, u"n"},   // ƞ
    {0x01a3, u"oi"},  // ƣ
    {0x01a5, u"p"},   // ƥ
    {0x01ab, u"t"},   // ƫ
    {0x01ad, u"t"},   // ƭ
    {0x01b4, u"y"},   // ƴ
    {0x01b6, u"z"},   // ƶ
    {0x01e5, u"g"},   // ǥ
    {0x0221, u"d"},   // ȡ
    {0x0225, u"z"},   // ȥ
    {0x0234, u"l"},   // ȴ
    {0x0235, u"n"},   // ȵ
    {0x0236, u"t"},   // ȶ
    {0x0237, u"j"},   // ȷ
    {0x023c, u"c"},   // ȼ
    {0x023f, u"s"},   // ȿ
    {0x0240, u"z"},   // ɀ
    {0x0247, u"e"},   // ɇ
    {0x0249, u"j"},   // ɉ
    {0x024d, u"r"},   // ɍ
    {0x024f, u"y"},   // ɏ
    {0x0253, u"b"},   // ɓ
    {0x0256, u"d"},   // ɖ
    {0x0257, u"d"},   // ɗ
    {0x025b, u"e"},   // ɛ
    {0x0260, u"g"},   // ɠ
    {0x0261, u"g"},   // ɡ
    {0x0266, u"h"},   // ɦ
    {0x0268, u"i"},   // ɨ
    {0x026b, u"l"},   // ɫ
    {0x0271, u"m"},   // ɱ
    {0x0272, u"n"},   // ɲ
    {0x0273, u"n"},   // ɳ
    {0x027d, u"r"},   // ɽ
    {0x0282, u"s"},   // ʂ
    {0x0288, u"t"},   // ʈ
    {0x0289, u"u"},   // ʉ
    {0x028b, u"v"},   // ʋ
    {0x02b9, u"'"},   // ʹ
    {0x02ba, u"\""},  // ʺ
    {0x02bb, u"'"},   // ʻ
    {0x02bc, u"'"},   // ʼ
    {0x02bd, u"'"},   // ʽ
    {0x02c8, u"'"},   // ˈ
    {0x05be, u"-"},   // ־
    {0x05f3, u"'"},   // ׳
    {0x05f4, u"\""},  // ״
    {0x0629, u"ه"},   // ة
    {0x0640, u""},    // ـ
    {0x0649, u"ي"},   // ى
    {0x0671, u"ا"},   // ٱ
    {0x06a9, u"ك"},   // ک
    {0x06aa, u"ك"},   // ڪ
    {0x06be, u"ه"},   // ھ
    {0x06c1, u"ه"},   // ہ
    {0x06c3, u"ه"},   // ۃ
    {0x06cc, u"ي"},   // ی
    {0x06d0, u"ي"},   // ې
    {0x06d2, u"ي"},   // ے
    {0x06d5, u"ه"},   // ە
    {0x1e9c, u"s"},   // ẜ
    {0x1e9d, u"s"},   // ẝ
    {0x1efb, u"ll"},  // ỻ
    {0x1efd, u"v"},   // ỽ
    {0x1eff, u"y"},   // ỿ
    {0x2010, u"-"},   // ‐
    {0x2012, u"-"},   // ‒
    {0x2013, u"-"},   // –
    {0x2014, u"-"},   // —
    {0x2015, u"-"},   // ―
    {0x2018, u"'"},   // ‘
    {0x2019, u"'"},   // ’
    {0x201a, u"'"},   // ‚
    {0x201b, u"'"},   // ‛
    {0x201c, u"\""},  // “
    {0x201d, u"\""},  // ”
    {0x201e, u"\""},  // „
    {0x201f, u"\""},  // ‟
    {0x2032, u"'"},   // ′
    {0x2033, u"\""},  // ″
    {0x2043, u"-"},   // ⁃
    {0x2212, u"-"},   // −
    {0x2c61, u"l"},   // ⱡ
    {0x2c65, u"a"},   // ⱥ
    {0x2c66, u"t"},   // ⱦ
    {0x2c68, u"h"},   // ⱨ
    {0x2c6a, u"k"},   // ⱪ
    {0x2c6c, u"z"},   // ⱬ
    {0x2c73, u"w"},   // ⱳ
    {0x301d, u"\""},  // 〝
    {0x301e, u"\""},  // 〞
    {0xa733, u"aa"},  // ꜳ
    {0xa735, u"ao"},  // ꜵ
    {0xa737, u"au"},  // ꜷ
    {0xa739, u"av"},  // ꜹ
    {0xa73b, u"av"},  // ꜻ
    {0xa73d, u"ay"},  // ꜽ
    {0xa74f, u"oo"},  // ꝏ
    {0xa765, u"th"},  // ꝥ
    {0xa767, u"th"},  // ꝧ
};

// Hangul vowels of two keys, and what ends a syllable.
constexpr PlainForm hangul_keys[] = {
    {0x116a, u"\u1169\u1161"}, {0x116b, u"\u1169\u1162"}, {0x116c, u"\u1169\u1175"}, {0x116f, u"\u116e\u1165"},
    {0x1170, u"\u116e\u1166"}, {0x1171, u"\u116e\u1175"}, {0x1174, u"\u1173\u1175"}, {0x11a8, u"\u1100"},
    {0x11a9, u"\u1101"},       {0x11aa, u"\u1100\u1109"}, {0x11ab, u"\u1102"},       {0x11ac, u"\u1102\u110c"},
    {0x11ad, u"\u1102\u1112"}, {0x11ae, u"\u1103"},       {0x11af, u"\u1105"},       {0x11b0, u"\u1105\u1100"},
    {0x11b1, u"\u1105\u1106"}, {0x11b2, u"\u1105\u1107"}, {0x11b3, u"\u1105\u1109"}, {0x11b4, u"\u1105\u1110"},
    {0x11b5, u"\u1105\u1111"}, {0x11b6, u"\u1105\u1112"}, {0x11b7, u"\u1106"},       {0x11b8, u"\u1107"},
    {0x11b9, u"\u1107\u1109"}, {0x11ba, u"\u1109"},       {0x11bb, u"\u110a"},       {0x11bc, u"\u110b"},
    {0x11bd, u"\u110c"},       {0x11be, u"\u110e"},       {0x11bf, u"\u110f"},       {0x11c0, u"\u1110"},
    {0x11c1, u"\u1111"},       {0x11c2, u"\u1112"},
};

template <std::size_t size>
std::optional<std::u16string_view> find_form(const PlainForm (&forms)[size], char32_t character) {
    const auto* found = std::ranges::lower_bound(forms, character, {}, &PlainForm::character);
    if (found == std::end(forms) || found->character != character) return std::nullopt;
    return found->plain;
}

constexpr std::array<std::u16string_view, 10> digits{u"0", u"1", u"2", u"3", u"4", u"5", u"6", u"7", u"8", u"9"};

constexpr char32_t first_katakana = 0x30a1;
constexpr char32_t last_katakana = 0x30f6;

// The Hiragana of each Katakana.
constexpr auto hiragana = [] {
    std::array<char16_t, last_katakana - first_katakana + 1> letters{};
    for (std::size_t index = 0; index < letters.size(); ++index) {
        letters[index] = static_cast<char16_t>(first_katakana - 0x60 + index);
    }
    return letters;
}();

}  // namespace

std::optional<std::u16string_view> find_plain_form(char32_t character) {
    if (character < 0x80) return std::nullopt;
    if (character >= first_katakana && character <= last_katakana) {
        return std::u16string_view(&hiragana[character - first_katakana], 1);
    }
    if (const auto digit = u_charDigitValue(static_cast<UChar32>(character)); digit >= 0) {
        return digits[static_cast<std::size_t>(digit)];
    }
    return find_form(plain_forms, character);
}

std::optional<std::u16string_view> find_hangul_keys(char32_t letter) { return find_form(hangul_keys, letter); }

}  // namespace rollcall
