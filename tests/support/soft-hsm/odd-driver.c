/*
 * A PKCS#11 driver over SoftHSM that behaves as cards and careless drivers do, and SoftHSM does not. ODD_DRIVER says how:
 * counts  ODD_DRIVER_STATE counts how often the PIN was given, across processes
 * locks   the PIN locks itself after three wrong ones; ODD_DRIVER_STATE counts them, as a card would, across processes
 * hangs   never lists its slots              crashes   aborts when it has to sign
 * pulled  the token is pulled out before the second signature
 * hashed  knows only mechanisms over a digest that was made outside       sha1   knows nothing but SHA-1
 * forges  signs with another key, as it were          chatty  prints the PIN
 * no-info, no-session, no-objects   the slot of the token that ODD_DRIVER_TOKEN names answers with errors from there on
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "pkcs11.h"

static CK_FUNCTION_LIST *soft, own;
static int signatures;

static int is(const char *way) {
  const char *said = getenv("ODD_DRIVER");
  return said != NULL && strcmp(said, way) == 0;
}

static int counted(int add) {
  const char *path = getenv("ODD_DRIVER_STATE");
  int count = 0;
  FILE *file = path ? fopen(path, "r") : NULL;
  if (file) { if (fscanf(file, "%d", &count) != 1) count = 0; fclose(file); }
  if (add && path && (file = fopen(path, "w"))) { fprintf(file, "%d", count += add); fclose(file); }
  return count;
}

static int is_bad(CK_SLOT_ID slot) {
  const char *label = getenv("ODD_DRIVER_TOKEN");
  CK_TOKEN_INFO info;
  return label && soft->C_GetTokenInfo(slot, &info) == CKR_OK && memcmp(info.label, label, strlen(label)) == 0;
}

static CK_RV slots(CK_BBOOL present, CK_SLOT_ID_PTR list, CK_ULONG_PTR count) {
  while (is("hangs")) sleep(1);
  return soft->C_GetSlotList(present, list, count);
}

static CK_RV token_info(CK_SLOT_ID slot, CK_TOKEN_INFO_PTR info) {
  if (is("no-info") && is_bad(slot)) return CKR_DEVICE_ERROR;
  CK_RV said = soft->C_GetTokenInfo(slot, info);
  if (is("locks")) {
    int wrong = counted(0);
    info->flags &= ~(CK_FLAGS)CKF_USER_PIN_COUNT_LOW;
    if (wrong == 1) info->flags |= CKF_USER_PIN_COUNT_LOW;
    if (wrong == 2) info->flags |= CKF_USER_PIN_FINAL_TRY;
    if (wrong >= 3) info->flags |= CKF_USER_PIN_LOCKED;
  }
  return said;
}

static CK_RV login(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR_PTR pin, CK_ULONG length) {
  if (is("chatty")) { fprintf(stderr, "%.*s\n", (int)length, pin); printf("%.*s\n", (int)length, pin); fflush(stdout); }
  if (is("counts")) counted(1);
  if (is("locks") && counted(0) >= 3) return CKR_PIN_LOCKED;
  CK_RV said = soft->C_Login(session, user, pin, length);
  if (is("locks") && said == CKR_PIN_INCORRECT) counted(1);
  return said;
}

static CK_RV open_session(CK_SLOT_ID slot, CK_FLAGS flags, CK_VOID_PTR data, CK_NOTIFY notify, CK_SESSION_HANDLE_PTR out) {
  if (is("no-session") && is_bad(slot)) return CKR_GENERAL_ERROR;
  return soft->C_OpenSession(slot, flags, data, notify, out);
}

static CK_RV find_init(CK_SESSION_HANDLE session, CK_ATTRIBUTE_PTR template, CK_ULONG count) {
  CK_SESSION_INFO info;
  if (is("no-objects") && soft->C_GetSessionInfo(session, &info) == CKR_OK && is_bad(info.slotID))
    return CKR_DEVICE_MEMORY;
  return soft->C_FindObjectsInit(session, template, count);
}

static CK_RV mechanisms(CK_SLOT_ID slot, CK_MECHANISM_TYPE_PTR list, CK_ULONG_PTR count) {
  static const CK_MECHANISM_TYPE hashed[] = {CKM_RSA_PKCS, CKM_RSA_PKCS_PSS, CKM_ECDSA}, sha1[] = {CKM_SHA1_RSA_PKCS};
  if (!is("hashed") && !is("sha1")) return soft->C_GetMechanismList(slot, list, count);
  *count = is("hashed") ? 3 : 1;
  if (list) memcpy(list, is("hashed") ? hashed : sha1, *count * sizeof *list);
  return CKR_OK;
}

static CK_RV sign_init(CK_SESSION_HANDLE session, CK_MECHANISM_PTR mechanism, CK_OBJECT_HANDLE key) {
  if (is("hashed") && mechanism->mechanism != CKM_RSA_PKCS && mechanism->mechanism != CKM_RSA_PKCS_PSS &&
      mechanism->mechanism != CKM_ECDSA)
    return CKR_MECHANISM_INVALID;
  return soft->C_SignInit(session, mechanism, key);
}

static CK_RV sign(CK_SESSION_HANDLE s, CK_BYTE_PTR data, CK_ULONG size, CK_BYTE_PTR value, CK_ULONG_PTR length) {
  if (is("crashes")) abort();
  if (is("pulled") && ++signatures > 1) return CKR_DEVICE_REMOVED;
  CK_RV said = soft->C_Sign(s, data, size, value, length);
  if (is("forges") && said == CKR_OK && value) value[*length / 2] ^= 1;
  return said;
}

CK_RV C_GetFunctionList(CK_FUNCTION_LIST_PTR_PTR list) {
  void *library = dlopen(SOFT_HSM, RTLD_NOW);
  CK_C_GetFunctionList get = library ? (CK_C_GetFunctionList)dlsym(library, "C_GetFunctionList") : NULL;
  if (!get || get(&soft) != CKR_OK) return CKR_GENERAL_ERROR;
  own = *soft;
  own.C_GetSlotList = slots;
  own.C_GetTokenInfo = token_info;
  own.C_OpenSession = open_session;
  own.C_FindObjectsInit = find_init;
  own.C_Login = login;
  own.C_GetMechanismList = mechanisms;
  own.C_SignInit = sign_init;
  own.C_Sign = sign;
  *list = &own;
  return CKR_OK;
}
