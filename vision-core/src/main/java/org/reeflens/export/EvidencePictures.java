package org.reeflens.export;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageOutputStream;
import javax.imageio.stream.ImageOutputStream;
import org.reeflens.count.CountSeries;
import org.reeflens.count.MaxN;
import org.reeflens.count.TaxonCount;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.frame.FrameTime;
import org.reeflens.frame.Pictures;
import org.reeflens.survey.EvidenceSink;
import org.reeflens.survey.Inventory;
import org.reeflens.survey.Observation;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.video.Dive;
import org.reeflens.video.FrameSelection;
import org.reeflens.video.VideoException;
import org.reeflens.video.VideoReader;

/**
 * The folder of pictures that prove an inventory: {@code track-NNNN.jpg}, one good picture a track,
 * and {@code maxn-NAME.jpg}, the frame of each MaxN with its boxes.
 */
public final class EvidencePictures implements EvidenceSink {

  private static final float JPEG_QUALITY = 0.9f;

  /** A MaxN and where its picture goes. */
  private record Picture(MaxN maxN, Path file) {}

  /** A frame of a recording that cannot be read again. */
  private record Small(BufferedImage picture, double scale) {}

  private final Path folder;
  private final Map<FrameTime, Small> frames = new HashMap<>();

  private EvidencePictures(Path folder) {
    this.folder = folder;
  }

  /**
   * Opens the folder, made where it is missing; pictures of an earlier run are deleted, so that no
   * picture stands for a track of another run.
   *
   * @throws UncheckedIOException if it cannot be made or emptied
   */
  public static EvidencePictures in(Path folder) {
    try {
      Files.createDirectories(folder);
      try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, "{track,maxn}-*.jpg")) {
        for (Path picture : old) {
          Files.delete(picture);
        }
      }
    } catch (IOException e) {
      throw WriteFailure.of(folder, e);
    }
    return new EvidencePictures(folder);
  }

  @Override
  public void trackPicture(int track, FrameTime time, BufferedImage picture) {
    jpeg(picture, folder.resolve(String.format(Locale.ROOT, "track-%04d.jpg", track)));
  }

  @Override
  public void framePicture(FrameTime time, BufferedImage picture, double scale) {
    frames.put(time, new Small(picture, scale));
  }

  /**
   * Writes the frame of each MaxN, in a second pass over the dive.
   *
   * @param dive (Input) the dive the inventory was made of
   * @param inventory what was counted
   * @throws InterruptedException if interrupted while it reads
   */
  public void writeMaxN(Dive dive, Inventory inventory) throws InterruptedException {
    SortedMap<FrameTime, List<Picture>> wanted = wanted(inventory);
    if (wanted.isEmpty()) {
      return;
    }
    Map<Integer, Taxon> names = inventory.names();
    FramePool pool = new FramePool(1);
    try (VideoReader reader = dive.open(FrameSelection.exactly(wanted.keySet()), pool)) {
      Frame next;
      while ((next = reader.next()) != null) {
        try (Frame frame = next) {
          for (Picture picture : wanted.getOrDefault(frame.time(), List.of())) {
            int sample = picture.maxN().sample();
            write(Pictures.image(frame), 1, picture, inventory.observations().at(sample), names);
          }
          wanted.remove(frame.time());
        }
      }
    }
    if (!wanted.isEmpty()) {
      throw new VideoException(
          String.format(
              Locale.ROOT,
              "The frame of a MaxN at %.3f s of the dive could not be read again for its picture.",
              wanted.firstKey().seconds()));
    }
  }

  /** The pictures of each MaxN, by their frames. */
  private SortedMap<FrameTime, List<Picture>> wanted(Inventory inventory) {
    SortedMap<FrameTime, List<Picture>> wanted = new TreeMap<>();
    Set<String> taken = new HashSet<>();
    for (TaxonCount row : inventory.counts().rows()) {
      String name = fileName(row.taxon().label(), taken);
      wanted
          .computeIfAbsent(row.maxN().time(), time -> new ArrayList<>())
          .add(new Picture(row.maxN(), folder.resolve("maxn-" + name + ".jpg")));
    }
    return wanted;
  }

  /**
   * Writes the frame of each MaxN, of the small pictures of frames that were told; what was not
   * told has no picture.
   *
   * @param inventory what was counted
   */
  public void writeMaxN(Inventory inventory) {
    Map<Integer, Taxon> names = inventory.names();
    wanted(inventory)
        .forEach(
            (time, pictures) -> {
              Small small = frames.get(time);
              if (small != null) {
                for (Picture picture : pictures) {
                  List<Observation> seen = inventory.observations().at(picture.maxN().sample());
                  write(copy(small.picture()), small.scale(), picture, seen, names);
                }
              }
            });
  }

  private static BufferedImage copy(BufferedImage picture) {
    BufferedImage copy =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = copy.createGraphics();
    g.drawImage(picture, 0, 0, null);
    g.dispose();
    return copy;
  }

  private static void write(
      BufferedImage picture,
      double scale,
      Picture wanted,
      List<Observation> seen,
      Map<Integer, Taxon> names) {
    Taxon taxon = wanted.maxN().taxon();
    boolean all = taxon.equals(CountSeries.ALL_FISH);
    List<Observation> counted =
        seen.stream().filter(one -> all || taxon.equals(names.get(one.track()))).toList();
    BoxPainter.paint(picture, counted, scale, names::get);
    jpeg(picture, wanted.file());
  }

  /**
   * Lower-case words of any script joined by hyphens, for any file system; never the same twice.
   */
  private static String fileName(String name, Set<String> taken) {
    String words =
        name.toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "-")
            .replaceAll("^-|-$", "");
    String free = words;
    for (int i = 2; !taken.add(free); i++) {
      free = words + "-" + i;
    }
    return free;
  }

  private static void jpeg(BufferedImage picture, Path file) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try {
      Files.deleteIfExists(file);
      try (ImageOutputStream out = new FileImageOutputStream(file.toFile())) {
        ImageWriteParam quality = writer.getDefaultWriteParam();
        quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        quality.setCompressionQuality(JPEG_QUALITY);
        writer.setOutput(out);
        writer.write(null, new IIOImage(picture, null, null), quality);
      }
    } catch (IOException e) {
      throw WriteFailure.discard(file, e);
    } finally {
      writer.dispose();
    }
  }
}
