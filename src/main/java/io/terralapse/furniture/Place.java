package io.terralapse.furniture;

/**
 * Where a frame is on the Earth.
 *
 * @param longitude of its centre, degrees, east is positive
 * @param latitude of its centre, degrees, north is positive
 * @param widthDegrees extent in longitude
 * @param heightDegrees extent in latitude
 */
public record Place(double longitude, double latitude, double widthDegrees, double heightDegrees) {

  /** Whether it is one. */
  public boolean isSound() {
    return Math.abs(longitude) <= 180
        && Math.abs(latitude) <= 90
        && widthDegrees >= 0
        && widthDegrees <= 360
        && heightDegrees >= 0
        && heightDegrees <= 180;
  }
}
