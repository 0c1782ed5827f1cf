// Reads audio from standard input, which is a file, and prints its type, its length and its waveform
// (connectors/recording_copies/audio_program.hpp). Decoders are a usual target of attacks, so they run in this process
// of their own, with hard limits.
#include <sndfile.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/recording_copies/audio_program.hpp"
#include "core/confinement.hpp"

namespace {

using rollcall::connectors::AudioExit;

constexpr int frames_at_once = 4096;

// Without exit handlers, which have nothing to do.
[[noreturn]] void end(AudioExit exit) {
    std::fflush(stdout);
    _exit(static_cast<int>(exit));
}

[[noreturn]] void refuse(AudioExit why, const char* sentence) {
    std::fprintf(stderr, "%s\n", sentence);
    end(why);
}

[[noreturn]] void refuse_as_no_audio() { refuse(AudioExit::no_audio, "This is no audio in WAV, MP3, FLAC or Ogg."); }

constexpr std::uint32_t unknown_size = 0xffffffff;
constexpr off_t most_leading_zeros = 1024 * 1024;
constexpr int most_riff_chunks = 100;

std::string read_at(off_t at, std::size_t count) {
    std::string bytes(count, '\0');
    const auto size = pread(STDIN_FILENO, bytes.data(), count, at);
    bytes.resize(size < 0 ? 0 : static_cast<std::size_t>(size));
    return bytes;
}

std::uint32_t little_endian(std::string_view bytes) {
    std::uint32_t number = 0;
    for (std::size_t index = 4; index-- > 0;) number = number << 8 | static_cast<unsigned char>(bytes[index]);
    return number;
}

bool is_mpeg(std::string_view begin) {
    return begin.starts_with("ID3") || (begin.size() >= 2 && begin[0] == '\xff' && (begin[1] & '\xe0') == '\xe0');
}

/// The file as the library is to see it: without zeros before an MP3, and with the sizes that a WAV lacks which was
/// written before its end was known.
class Input {
public:
    Input() {
        end_ = std::max<off_t>(lseek(STDIN_FILENO, 0, SEEK_END), 0);  // the confinement refuses fstat
        skip_leading_zeros();
        if (read_at(0, 4) == "RIFF") complete_riff();
    }

    /// Checked first, since the library reads more types than these.
    bool has_audio_signature() const {
        const auto begin = read_at(begin_, 4);
        return begin == "RIFF" || begin == "RF64" || begin == "fLaC" || begin == "OggS" || is_mpeg(begin);
    }

    SNDFILE* open(SF_INFO& info) {
        static SF_VIRTUAL_IO functions{
            [](void* input) -> sf_count_t { return static_cast<Input*>(input)->size(); },
            [](sf_count_t offset, int whence, void* input) { return static_cast<Input*>(input)->seek(offset, whence); },
            [](void* bytes, sf_count_t count, void* input) {
                return static_cast<Input*>(input)->read(static_cast<char*>(bytes), count);
            },
            [](const void*, sf_count_t, void*) -> sf_count_t { return 0; },
            [](void* input) -> sf_count_t { return static_cast<Input*>(input)->at_; },
        };
        return sf_open_virtual(&functions, SFM_READ, &info, this);
    }

private:
    struct Size {
        off_t at;
        std::uint32_t number;
    };

    off_t size() const { return end_ - begin_; }

    sf_count_t seek(sf_count_t offset, int whence) {
        const auto from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? at_ : size();
        at_ = std::clamp<sf_count_t>(from + offset, 0, size());
        return at_;
    }

    sf_count_t read(char* bytes, sf_count_t count) {
        const auto got = pread(STDIN_FILENO, bytes, static_cast<std::size_t>(count), begin_ + at_);
        if (got <= 0) return 0;
        for (const auto& size : sizes_) {
            for (off_t index = 0; index < 4; ++index) {
                const auto place = size.at + index - at_;
                if (place >= 0 && place < got) bytes[place] = static_cast<char>(size.number >> (8 * index));
            }
        }
        at_ += got;
        return got;
    }

    void skip_leading_zeros() {
        const auto bytes = read_at(0, 1);
        if (bytes != std::string(1, '\0')) return;
        const auto begin = read_at(0, most_leading_zeros);
        const auto first = begin.find_first_not_of('\0');
        if (first != std::string::npos && is_mpeg(read_at(static_cast<off_t>(first), 4))) {
            begin_ = static_cast<off_t>(first);
        }
    }

    // Whether a chunk seems to begin there, rather than samples.
    bool has_chunk_at(off_t at) const {
        const auto header = read_at(at, 8);
        const auto is_printable = [](char c) { return c >= ' ' && c <= '~'; };
        return header.size() == 8 && std::all_of(header.begin(), header.begin() + 4, is_printable) &&
               at + 8 + static_cast<off_t>(little_endian(header.substr(4))) <= end_;
    }

    void complete_riff() {
        off_t at = 12;
        for (int chunk = 0; chunk < most_riff_chunks; ++chunk) {
            const auto header = read_at(at, 8);
            if (header.size() < 8) return;
            const auto size = little_endian(header.substr(4));
            const auto begin = at + 8;
            if (header.starts_with("data")) {
                const bool is_unknown = size == unknown_size || (size == 0 && !has_chunk_at(begin));
                if (!is_unknown || begin >= end_ || end_ >= static_cast<off_t>(unknown_size)) return;
                sizes_ = {{4, static_cast<std::uint32_t>(end_ - 8)},
                          {at + 4, static_cast<std::uint32_t>(end_ - begin)}};
                return;
            }
            at = begin + static_cast<off_t>(size) + size % 2;
        }
    }

    off_t begin_ = 0;
    off_t end_ = 0;
    off_t at_ = 0;  // from begin_
    std::vector<Size> sizes_;
};

const char* content_type_of(const SF_INFO& info) {
    switch (info.format & SF_FORMAT_TYPEMASK) {
        case SF_FORMAT_WAV:
        case SF_FORMAT_WAVEX:
        case SF_FORMAT_RF64:
            return "audio/wav";
        case SF_FORMAT_MPEG:
            return "audio/mpeg";
        case SF_FORMAT_FLAC:
            return "audio/flac";
        case SF_FORMAT_OGG:
            return "audio/ogg";
        default:
            refuse_as_no_audio();
    }
}

/// The waveform of one channel of any length: the loudest sample of each block of frames. When there are many blocks,
/// each two become one, so that memory is limited and the length need not be known.
class Waveform {
public:
    void add(float sample) {
        loudest_ = std::max(loudest_, std::isfinite(sample) ? std::min(std::abs(sample), 1.0F) : 0.0F);
        if (++frames_ < frames_per_block_) return;
        end_block();
        if (blocks_.size() == most_blocks) halve();
    }

    /// The waveform in that many parts.
    std::vector<float> parts(std::size_t count) {
        if (frames_ > 0) end_block();
        std::vector<float> parts;
        for (std::size_t part = 0; part < count; ++part) {
            const auto first = part * blocks_.size() / count;
            const auto last = std::max((part + 1) * blocks_.size() / count, first + 1);
            parts.push_back(*std::max_element(blocks_.begin() + static_cast<std::ptrdiff_t>(first),
                                              blocks_.begin() + static_cast<std::ptrdiff_t>(last)));
        }
        return parts;
    }

private:
    static constexpr std::size_t most_blocks = 32 * 1024;

    void end_block() {
        blocks_.push_back(loudest_);
        loudest_ = 0;
        frames_ = 0;
    }

    void halve() {
        for (std::size_t index = 0; index < blocks_.size() / 2; ++index) {
            blocks_[index] = std::max(blocks_[2 * index], blocks_[2 * index + 1]);
        }
        blocks_.resize(blocks_.size() / 2);
        frames_per_block_ *= 2;
    }

    std::vector<float> blocks_;
    std::uint64_t frames_per_block_ = 1;
    std::uint64_t frames_ = 0;  // of the unfinished block
    float loudest_ = 0;
};

struct Audio {
    std::uint64_t frames = 0;
    std::vector<Waveform> channels;
};

Audio read_all(SNDFILE* file, int channels) {
    const bool is_mixed = channels > rollcall::connectors::most_shown_channels;
    Audio audio;
    audio.channels.resize(is_mixed ? 1 : static_cast<std::size_t>(channels));
    std::vector<float> samples(static_cast<std::size_t>(frames_at_once * channels));
    for (;;) {
        const auto frames = sf_readf_float(file, samples.data(), frames_at_once);
        if (frames <= 0) return audio;
        audio.frames += static_cast<std::uint64_t>(frames);
        for (const auto* sample = samples.data(); sample < samples.data() + frames * channels; sample += channels) {
            if (is_mixed) {
                float sum = 0;
                for (int channel = 0; channel < channels; ++channel) sum += sample[channel];
                audio.channels[0].add(sum / static_cast<float>(channels));
            } else {
                for (int channel = 0; channel < channels; ++channel) {
                    audio.channels[static_cast<std::size_t>(channel)].add(sample[channel]);
                }
            }
        }
    }
}

void print(const char* content_type, int rate, Audio& audio) {
    const auto duration = audio.frames * 1000 / static_cast<std::uint64_t>(rate);
    std::printf("{\"content_type\":\"%s\",\"duration\":%llu,\"channels\":%zu,\"peaks\":[", content_type,
                static_cast<unsigned long long>(duration), audio.channels.size());
    for (std::size_t channel = 0; channel < audio.channels.size(); ++channel) {
        std::printf(channel == 0 ? "[" : ",[");
        const char* between = "";
        for (const auto peak : audio.channels[channel].parts(rollcall::connectors::peaks_per_channel)) {
            std::printf("%s%.3f", between, static_cast<double>(peak));
            between = ",";
        }
        std::printf("]");
    }
    std::printf("]}\n");
}

}  // namespace

int main() {
    rollcall::limit_resources({.memory = 1UL << 30, .seconds = 120});
    rollcall::confine_or_exit();
    Input input;
    if (!input.has_audio_signature()) refuse_as_no_audio();
    SF_INFO info{};
    auto* file = input.open(info);
    if (!file || info.samplerate <= 0) refuse_as_no_audio();
    if (info.channels < 1 || info.channels > rollcall::connectors::most_channels) refuse_as_no_audio();
    const auto* content_type = content_type_of(info);
    auto audio = read_all(file, info.channels);
    if (audio.frames == 0) refuse(AudioExit::no_samples, "There is nothing to hear in this.");
    print(content_type, info.samplerate, audio);
    end(AudioExit::done);
}
