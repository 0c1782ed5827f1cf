// Reads one picture from standard input and writes it to standard output as it is shown: turned upright, cut to its
// middle square, in small, without metadata. Decoders of pictures are what attackers like best, so they run in this
// program of their own, one picture at a time, with hard limits: whatever goes wrong here ends here.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <string>
#include <vips/vips8>

#include "core/confinement.hpp"
#include "pictures/conversion.hpp"

namespace {

using rollcall::pictures::Outcome;
using vips::VImage;

std::string read_input() {
    std::string bytes;
    char piece[64 * 1024];
    for (;;) {
        const auto count = read(STDIN_FILENO, piece, sizeof piece);
        if (count <= 0) return bytes;
        bytes.append(piece, static_cast<std::size_t>(count));
    }
}

// Without exit handlers: there is nothing to save, and nobody waits for what they do.
[[noreturn]] void end(Outcome outcome) { _exit(static_cast<int>(outcome)); }

// Each format by its own loader, so that nothing else of what libvips can read is ever asked. Nothing is decoded yet.
VImage open(const std::string& bytes) {
    auto* blob = vips_blob_new(nullptr, bytes.data(), bytes.size());
    auto* options = VImage::option()->set("access", VIPS_ACCESS_SEQUENTIAL)->set("fail_on", VIPS_FAIL_ON_ERROR);
    if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return VImage::pngload_buffer(blob, options);
    if (bytes.starts_with("\xff\xd8\xff")) return VImage::jpegload_buffer(blob, options);
    if (bytes.starts_with("GIF8")) return VImage::gifload_buffer(blob, options);
    if (bytes.starts_with("RIFF")) return VImage::webpload_buffer(blob, options);
    end(Outcome::unreadable);
}

void require_size(const VImage& image) {
    using namespace rollcall::pictures;
    const auto pixels = static_cast<long>(image.width()) * image.height();
    if (pixels > most_pixels || image.width() > longest_side || image.height() > longest_side) {
        end(Outcome::too_many_pixels);
    }
    const auto [shorter, longer] = std::minmax({image.width(), image.height()});
    if (longer / shorter > most_times_as_long) end(Outcome::too_narrow);
    const bool has_frames = image.get_typeof(VIPS_META_N_PAGES) != 0;
    if (has_frames && image.get_int(VIPS_META_N_PAGES) > most_frames) end(Outcome::too_many_frames);
}

VImage shown(const VImage& picture) {
    auto small = picture.thumbnail_image(rollcall::pictures::side, VImage::option()
                                                                       ->set("height", rollcall::pictures::side)
                                                                       ->set("crop", VIPS_INTERESTING_CENTRE)
                                                                       ->set("export_profile", "srgb"));
    if (small.has_alpha()) {
        small = small.flatten(VImage::option()->set("background", std::vector<double>{255, 255, 255}));
    }
    return small;
}

void write_output(const VImage& image) {
    // Not WebP: libvips 8.14 keeps the metadata there, although it is told not to.
    auto* saved = image.jpegsave_buffer(VImage::option()->set("Q", 90)->set("strip", true));
    const auto* bytes = static_cast<const char*>(VIPS_AREA(saved)->data);
    const auto size = VIPS_AREA(saved)->length;
    for (std::size_t written = 0; written < size;) {
        const auto count = write(STDOUT_FILENO, bytes + written, size - written);
        if (count <= 0) end(Outcome::unreadable);
        written += static_cast<std::size_t>(count);
    }
}

}  // namespace

int main(int, char** arguments) {
    rollcall::confine({.memory = 1UL << 30, .seconds = 10});
    const auto bytes = read_input();
    if (VIPS_INIT(arguments[0]) != 0) return 1;
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    vips_block_untrusted_set(TRUE);
    try {
        const auto picture = open(bytes);
        require_size(picture);
        write_output(shown(picture));
    } catch (const vips::VError&) {
        end(Outcome::unreadable);
    }
    end(Outcome::converted);
}
