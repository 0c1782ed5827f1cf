// Reads one picture from standard input and writes it to standard output as it is shown: turned upright, cut to its
// middle square, reduced, without metadata. Decoders of pictures are a frequent target of attacks, so they run in this
// separate program, one picture at a time, with hard limits.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <string>
#include <vips/vips8>

#include <vips/vector.h>

#include "core/confinement.hpp"
#include "pictures/conversion.hpp"

namespace {

using rollcall::pictures::ConversionOutcome;
using vips::VImage;

std::string read_input() {
    std::string bytes;
    char chunk[64 * 1024];
    for (;;) {
        const auto count = read(STDIN_FILENO, chunk, sizeof chunk);
        if (count <= 0) return bytes;
        bytes.append(chunk, static_cast<std::size_t>(count));
    }
}

// Without exit handlers: there is nothing to save.
[[noreturn]] void end(ConversionOutcome outcome) { _exit(static_cast<int>(outcome)); }

// Each format has its own loader, so that libvips reads no other format. Nothing is decoded yet.
VImage open(const std::string& bytes) {
    auto* blob = vips_blob_new(nullptr, bytes.data(), bytes.size());
    auto* options = VImage::option()->set("access", VIPS_ACCESS_SEQUENTIAL)->set("fail_on", VIPS_FAIL_ON_ERROR);
    if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return VImage::pngload_buffer(blob, options);
    if (bytes.starts_with("\xff\xd8\xff")) return VImage::jpegload_buffer(blob, options);
    if (bytes.starts_with("GIF8")) return VImage::gifload_buffer(blob, options);
    if (bytes.starts_with("RIFF")) return VImage::webpload_buffer(blob, options);
    end(ConversionOutcome::unreadable);
}

void require_size(const VImage& image) {
    using namespace rollcall::pictures;
    const auto pixels = static_cast<long>(image.width()) * image.height();
    if (pixels > max_pixels || image.width() > longest_side || image.height() > longest_side) {
        end(ConversionOutcome::too_many_pixels);
    }
    const auto [shorter, longer] = std::minmax({image.width(), image.height()});
    if (longer / shorter > max_side_ratio) end(ConversionOutcome::too_narrow);
    const bool has_frames = image.get_typeof(VIPS_META_N_PAGES) != 0;
    if (has_frames && image.get_int(VIPS_META_N_PAGES) > max_frames) end(ConversionOutcome::too_many_frames);
}

// A picture without a profile of its own is in sRGB, or in the built-in profile for CMYK.
VImage convert(const VImage& picture) {
    auto* options = VImage::option()->set("height", rollcall::pictures::side)->set("crop", VIPS_INTERESTING_CENTRE);
    // Not for others: libvips would convert those by another definition of sRGB, which changes each colour.
    if (picture.get_typeof(VIPS_META_ICC_NAME) != 0) options->set("export_profile", "srgb");
    auto small = picture.thumbnail_image(rollcall::pictures::side, options);
    small = small.colourspace(VIPS_INTERPRETATION_sRGB);
    if (small.has_alpha()) {
        small = small.flatten(VImage::option()->set("background", std::vector<double>{255, 255, 255}));
    }
    return small;
}

void write_output(const VImage& image) {
    // Not WebP: libvips 8.14 keeps the metadata in it, although `strip` is set.
    auto* saved = image.jpegsave_buffer(VImage::option()->set("Q", 90)->set("strip", true));
    const auto* bytes = static_cast<const char*>(VIPS_AREA(saved)->data);
    const auto size = VIPS_AREA(saved)->length;
    for (std::size_t written = 0; written < size;) {
        const auto count = write(STDOUT_FILENO, bytes + written, size - written);
        if (count <= 0) end(ConversionOutcome::unreadable);
        written += static_cast<std::size_t>(count);
    }
}

}  // namespace

int main(int, char** arguments) {
    rollcall::limit_resources({.memory = 1UL << 30, .seconds = 10});
    if (VIPS_INIT(arguments[0]) != 0) return 1;
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    vips_block_untrusted_set(TRUE);
    vips_vector_set_enabled(FALSE);  // it makes code at run time
    rollcall::confine_or_exit();
    const auto bytes = read_input();
    try {
        const auto picture = open(bytes);
        require_size(picture);
        write_output(convert(picture));
    } catch (const vips::VError&) {
        end(ConversionOutcome::unreadable);
    }
    end(ConversionOutcome::converted);
}
